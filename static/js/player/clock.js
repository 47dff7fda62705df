// A stopwatch as data: the milliseconds that ran, and since when it runs on (null: it stands).

export const AT_ZERO = { ran: 0, since: null };

export function elapsed({ ran, since }, now) {
  return ran + (since === null ? 0 : now - since);
}

export function started(now) {
  return { ran: 0, since: now };
}

export function stopped(clock, now) {
  return { ran: elapsed(clock, now), since: null };
}

export function running(clock, now) {
  return clock.since === null ? { ...clock, since: now } : clock;
}

/** The same time, kept so that a reload loses nothing before now. */
export function marked(clock, now) {
  return { ran: elapsed(clock, now), since: clock.since === null ? null : now };
}
