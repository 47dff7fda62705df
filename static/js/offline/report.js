// A report as it is kept and sent: what it tells, whose it is, and when it was by the phone's clock.

import { uuid7 } from "./uuid7.js";

/** Tries that broke the server, in half a minute: a restart of it takes fewer. */
const MOST_BREAKS = 5;

export function addressed(report, { patient, session = null, id = uuid7() }) {
  const { to, body, expected = null } = report;
  const whole = { ...body, id, happened_at: new Date().toISOString(), time_zone: timeZone() };
  return { to, id, session, patient, expected, body: whole };
}

/** Where the phone is; to answer for the first time takes a slow one long. */
export function timeZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether it breaks the server time and again, so that its patient must know. */
export function isStuck({ breaks = 0 }) {
  return breaks >= MOST_BREAKS;
}

/** Warning signs by themselves belong to no session. */
export function isAlone({ to }) {
  return to === "red-flags";
}

export function hasSigns(report) {
  const { red_flags: flags, numb_or_weak: numb } = report.body;
  return !isAlone(report) && Boolean(flags?.length || numb);
}

export function hasUntoldSigns(report) {
  return hasSigns(report) && !report.isTold;
}

/**
 * The warning signs of a report as one of their own, to be sent in its place. The server may have
 * heard of a morning's though it refused the morning: by the same id they are told once.
 */
export function signsOf({ to, id: instead, session, patient, body }) {
  const { red_flags: flags, numb_or_weak: numb, happened_at, time_zone } = body;
  const id = to === "mornings" ? instead : uuid7();
  const signs = { id, flags: flags ?? [], numb_or_weak: Boolean(numb), happened_at, time_zone };
  return { to: "red-flags", id, instead, session, patient, expected: null, body: signs };
}
