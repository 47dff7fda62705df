// The plan for a week: makes the document of each session that has not begun. Pure; the twin of
// following/offline.py, which says what is in it.

import { keyOf } from "./kept.js";

/**
 * The document of a session, as the server would make it at that moment; null without one. With
 * `isLess` it asks for less, unless it does so already.
 */
export function documentOf(plan, { day, slot, session, isLess = false, at = Date.now() }) {
  const dated = plan.days.find((one) => one.day === day);
  const timed = dated?.slots.find(({ number }) => number === slot);
  if (!timed) {
    return null;
  }
  const { dose, easier, slots, ...ofDay } =
    isLess && dated.dose === "whole" ? { ...dated, ...plan.less } : dated;
  return {
    ...plan.common,
    ...ofDay,
    session,
    slot,
    key: keyOf(plan.patient, day, slot),
    lines: timed.lines.map((id, index) => {
      const line = plan.doses[dose][id];
      const words = placeWords(plan, index + 1, timed.lines.length);
      return placed(line, words, easier.includes(id));
    }),
    check_in: { ...plan.common.check_in, ...dueQuestions(plan, at) },
    afterwards: timed.afterwards,
    recorded: null,
  };
}

/** Milliseconds since the server last said that this is the plan, by the phone's own clock. */
export function ageOf({ heard_at: heardAt }, now = Date.now()) {
  return Math.max(0, now - heardAt);
}

/** The day it is for the patient, wherever the phone is: 2026-11-23. */
export function dayOf({ time_zone: timeZone }, now = Date.now()) {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit" };
  return new Intl.DateTimeFormat("en-CA", { timeZone, ...parts }).format(now);
}

function placed(line, place, withEasier) {
  const easier = withEasier ? { ...line.easier, place } : null;
  return { ...line, place, easier };
}

function placeWords({ words }, place, count) {
  return words.place.replace("%(place)s", place).replace("%(count)s", count);
}

function dueQuestions({ asked_from: askedFrom }, at) {
  const due = Object.entries(askedFrom).map(([question, from]) => [
    `${question}_due`,
    from === null || Date.parse(from) <= at,
  ]);
  return Object.fromEntries(due);
}
