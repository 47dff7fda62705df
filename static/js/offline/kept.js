// A session as the phone keeps it: its state, and what the day's page wants to know of it.

/** The outcomes after which a session is over. */
export const ENDING = ["stop_session", "no_session", "emergency"];

/** What the address of a session says that is past its first question: that is not shown again. */
export const GO_ON = "#go-on";

/** A session's key on the phone: whose it is, on which day, and which of the day's it is. */
export function keyOf(patient, day, slot) {
  return `${patient}:${day}:${slot}`;
}

export function dayIn(key) {
  return key.split(":")[1];
}

export function slotIn(key) {
  return Number(key.split(":")[2]);
}

/**
 * `before` is what was kept of it last: a session that is over ended then, not now, and one that
 * another phone had begun is that phone's, whatever the page on the screen still calls it. A session
 * that was done or stopped, not one that was refused, keeps the level that its next morning is
 * compared with.
 */
export function sessionOf(key, state, keptAt, before = {}) {
  const isDone = state.at === "done";
  const isStopped = ENDING.includes(state.decision?.outcome);
  const endedAt = isDone || isStopped ? (before.endedAt ?? keptAt) : null;
  const { movedFrom = null } = before;
  const session = state.session === movedFrom ? before.session : state.session;
  const ofDay = { day: dayIn(key), slot: slotIn(key), isDone, isStopped, keptAt, endedAt };
  const isBegun = Boolean(state.place || state.closed?.length);
  const ofMorning = {
    before: isDone || (isStopped && isBegun) ? state.before : null,
    reason: state.decision?.reason ?? null,
  };
  return { key, session, movedFrom, at: state.at, ...ofDay, ...ofMorning, state: { ...state, session } };
}
