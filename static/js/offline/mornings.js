// The mornings after a session: which is asked about, and what it is compared with. Pure; the twin
// of following/mornings.py, together with morning.js.

import { keyOf as sessionKey, slotIn } from "./kept.js";

const WORSE = "morning_worse";

/** Under this key the phone keeps that it was answered. */
export function keyOf({ patient }, day) {
  return `${patient}:morning:${day}`;
}

/** Whether the morning of a day is "due", "answered" on this phone, or null: not asked about. */
export function standing(plan, sessions, day) {
  if (sessions.some(({ key }) => key === keyOf(plan, day))) {
    return "answered";
  }
  return dueOn(plan, sessions, day) ? "due" : null;
}

/** What the morning of a day is compared with, where it is asked about; else null. */
export function dueOn(plan, sessions, day) {
  const newest = newestMorning(plan, sessions);
  if (!plan.days.length || newest?.day === day) {
    return null;
  }
  const [first] = followed(plan, sessions, dayBefore(day));
  return first ? { before: first.before, worse: Number(newest?.isWorse ?? false) } : null;
}

/** Whether a session asks for less: the next one after a worse morning that only the phone knows. */
export function asksForLess(plan, sessions, key) {
  const newest = newestMorning(plan, sessions);
  const isSince = (one) => one.before && one.key !== key && one.day >= newest.day;
  return Boolean(newest?.isOurs && newest.isWorse && !sessions.some(isSince));
}

/** The last morning that was answered, on this phone or as the server told. */
function newestMorning({ patient, morning }, sessions) {
  const told = morning?.on ? [{ day: morning.on, isWorse: morning.is_worse, isOurs: false }] : [];
  const ours = sessions
    .filter(({ key }) => key.startsWith(`${patient}:morning:`))
    .map(({ key, reason }) => ({ day: key.split(":")[2], isWorse: reason === WORSE, isOurs: true }));
  return [...ours, ...told].sort((one, other) => one.day.localeCompare(other.day)).at(-1);
}

/** The sessions of a day after which the next morning is asked about, in their order. */
function followed({ patient, done }, sessions, day) {
  return [...done, ...sessions]
    .filter(({ key, before }) => key.startsWith(sessionKey(patient, day, "")) && before)
    .sort((one, other) => slotIn(one.key) - slotIn(other.key));
}

function dayBefore(day) {
  return new Date(Date.parse(day) - 24 * 3600 * 1000).toISOString().slice(0, 10);
}
