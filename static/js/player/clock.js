// A stopwatch as data: the milliseconds that ran, and since when it runs on (null: it stands). One
// that outlasts its page has that moment by the clock on the wall too (`wall`, of the Unix epoch).

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

/** The same time, kept so that a reload loses nothing before now; with `wall`, nor what comes after. */
export function marked(clock, now, wall = null) {
  if (clock.since === null) {
    return clock;
  }
  const kept = { ran: elapsed(clock, now), since: now };
  return wall === null ? kept : { ...kept, wall };
}

/** How it stands on a page that opens: what runs on only where it is seen stood still meanwhile. */
export function reopened({ ran }) {
  return { ran, since: null };
}

/** It ran on without its page, so many milliseconds in all at most, and runs on from `now`. */
export function ranOn({ ran, wall }, { now, wall: later }, most) {
  return { ran: Math.min(ran + Math.max(0, later - wall), most), since: now };
}
