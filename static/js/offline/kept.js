// A session as the phone keeps it: its state, and what the day's page wants to know of it.

const ENDING = ["stop_session", "no_session", "emergency"];

/** The day in the key of a session. */
export function dayIn(key) {
  return key.split(":")[1];
}

/**
 * `before` is what was kept of it last: a session that is over ended then, not now, and one that
 * another phone had begun is that phone's, whatever the page on the screen still calls it. A session
 * that was done or stopped, not one that was refused, keeps the level that its next morning is
 * compared with.
 */
export function sessionOf(key, state, keptAt, before = {}) {
  const slot = Number(key.split(":")[2]);
  const isDone = state.at === "done";
  const isStopped = ENDING.includes(state.decision?.outcome);
  const endedAt = isDone || isStopped ? (before.endedAt ?? keptAt) : null;
  const { movedFrom = null } = before;
  const session = state.session === movedFrom ? before.session : state.session;
  const ofDay = { day: dayIn(key), slot, isDone, isStopped, keptAt, endedAt };
  const isBegun = Boolean(state.place || state.closed?.length);
  const ofMorning = {
    before: isDone || (isStopped && isBegun) ? state.before : null,
    reason: state.decision?.reason ?? null,
  };
  return { key, session, movedFrom, at: state.at, ...ofDay, ...ofMorning, state: { ...state, session } };
}
