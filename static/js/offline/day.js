// How the patient's day stands: from the plan, from what this phone has done, and from the clock.
// Pure; `today` is the twin of following/today.py.

import { keyOf, slotIn } from "./kept.js";
import { asksForLess, standing as standingOfMorning } from "./mornings.js";
import { dayOf } from "./plan.js";

/** A session may be called "now" so many minutes before its time. */
const EARLY = 60;
/** Where a session stands that has not begun. */
const BEFORE = ["check-in", "where", "blood-pressure", "new-condition", "closed"];

/** The sessions of a day, of which `over` holds those that are, by number; minutes since midnight. */
export function today(slots, over, minutes) {
  const left = slots.filter(({ number }) => !over[number]);
  const next = left[0] ?? null;
  const states = slots.map((slot) => {
    const end = over[slot.number];
    if (end) {
      return { slot, state: end.isStopped ? "stopped" : "done", endedAt: end.endedAt };
    }
    const isNow = slot === next && minutes >= minutesOf(slot.about) - EARLY;
    return { slot, state: isNow ? "now" : "later", endedAt: null };
  });
  return { left: left.length, next, slots: states };
}

/** The day as this phone knows it; what locks it comes before all else. */
export function seen(plan, { sessions = [], lock = null, now = Date.now() }) {
  const day = dayOf(plan, now);
  const dated = plan.days.find((one) => one.day === day);
  if (lock) {
    return { day, standing: "paused", lock };
  }
  if (!dated) {
    return { day, standing: plan.days.length ? "too_old" : "closed" };
  }
  const known = ofDay(plan, sessions, day);
  const standing = today(dated.slots, overOf(known), minutesOf(clockOf(plan, now)));
  const running = known.find(({ isRunning, slot }) => isRunning && numbered(dated.slots, slot));
  const next = running ? numbered(dated.slots, running.slot) : standing.next;
  return {
    day,
    ...standing,
    standing: named(plan, dated, standing),
    next,
    session: known.find(({ slot, isOver }) => slot === next?.number && !isOver)?.session ?? null,
    isRunning: running !== undefined,
    morning: standingOfMorning(plan, sessions, day),
    isLess: asksForLess(plan, sessions, keyOf(plan.patient, day, next?.number)),
    nextDay: plan.days.find((one) => one.day > day && one.slots.length > 0)?.day ?? null,
  };
}

/** What time it is for the patient, wherever the phone is: 08:10. */
export function clockOf({ time_zone: timeZone }, at) {
  const parts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat("en-GB", { timeZone, ...parts }).format(at);
}

function named(plan, { slots, is_flare: isFlare }, { left }) {
  if (slots.length > 0) {
    return left > 0 ? "due" : "done";
  }
  const isAhead = plan.standing === "not_yet";
  return isFlare ? "bad_day" : isAhead ? "not_yet" : "rest_day";
}

/** What the server told of the day's sessions, and over it what this phone did since. */
function ofDay(plan, sessions, day) {
  const ours = (key) => key.startsWith(keyOf(plan.patient, day, ""));
  const told = plan.done.filter(({ key }) => ours(key)).map(asTold);
  const done = sessions.filter(({ key }) => ours(key)).map(asDone);
  const later = done.filter(({ slot }) => !told.some((one) => one.slot === slot && one.isOver));
  return [...told.filter(({ slot }) => !later.some((one) => one.slot === slot)), ...later];
}

function asTold({ key, id, status, done_at: endedAt }) {
  const isOver = status !== "running";
  const isStopped = isOver && status !== "done";
  return { slot: slotIn(key), session: id, isOver, isStopped, endedAt, isRunning: !isOver };
}

function asDone({ key, session, at, isDone, isStopped, endedAt }) {
  const isOver = isDone || isStopped;
  const isRunning = !isOver && !BEFORE.includes(at);
  return { slot: slotIn(key), session, isOver, isStopped, endedAt, isRunning };
}

function overOf(known) {
  return Object.fromEntries(known.filter(({ isOver }) => isOver).map((one) => [one.slot, one]));
}

function numbered(slots, wanted) {
  return slots.find(({ number }) => number === wanted);
}

function minutesOf(clock) {
  const [hours, minutes] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}
