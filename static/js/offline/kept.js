// A session as the phone keeps it: its state, and what the day's page wants to know of it.

const ENDING = ["stop_session", "no_session", "emergency"];

/** `before` is what was kept of it last: a session that is over ended then, not now. */
export function sessionOf(key, state, keptAt, before) {
  const [, day, slot] = key.split(":");
  const isDone = state.at === "done";
  const isStopped = ENDING.includes(state.decision?.outcome);
  const endedAt = isDone || isStopped ? (before?.endedAt ?? keptAt) : null;
  const { session, at } = state;
  return { key, day, slot: Number(slot), session, at, isDone, isStopped, keptAt, endedAt, state };
}
