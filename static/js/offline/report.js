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

/** Warning signs by themselves belong to no session; those of a report go by its id. */
export function isAlone({ to }) {
  return to === "red-flags";
}

export function hasUntoldSigns(report) {
  const { red_flags: flags, numb_or_weak: numb } = report.body;
  return !isAlone(report) && !report.isTold && Boolean(flags?.length || numb);
}

/**
 * The warning signs of a report as one of their own, to be sent in its place. The server may have
 * heard of them, or take the report later: by the same id they are told once.
 */
export function signsOf({ id, session, patient, body }) {
  const { red_flags: flags, numb_or_weak: numb, happened_at, time_zone } = body;
  const signs = { id, flags: flags ?? [], numb_or_weak: Boolean(numb), happened_at, time_zone };
  return { to: "red-flags", id, session, patient, expected: null, body: signs };
}
