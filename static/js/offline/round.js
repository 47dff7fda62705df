// Which reports go next in one round of sending, whatever came of those before them.

import { isAlone } from "./report.js";

const MOST_AT_ONCE = 100;
/** A session that broke the server so often in one round waits for the next. */
const MOST_BREAKS = 3;

export class Round {
  #left = new Set();
  #breaks = new Map();

  get hasLeftSome() {
    return this.#left.size > 0;
  }

  /** Warning signs before all else; then the oldest report, with the sets that can go along. */
  next(all) {
    const waiting = all.filter((one) => !this.#isLeft(one));
    const others = waiting.filter((one) => !isAlone(one));
    const [first, ...later] = [...waiting.filter(isAlone), ...others];
    if (!first || this.#breaks.has(queueOf(first))) {
      return first ? [first] : [];
    }
    const end = later.findIndex((one) => !goesAlong(first, one));
    const along = end === -1 ? later : later.slice(0, end);
    return [first, ...along].slice(0, MOST_AT_ONCE);
  }

  /** All of a session whose beginning the server has not heard of yet. */
  leave([report]) {
    this.#left.add(queueOf(report));
  }

  /** The server broke over these: one by one they show which of them it was. */
  broke(batch) {
    const queue = queueOf(batch[0]);
    this.#breaks.set(queue, (this.#breaks.get(queue) ?? 0) + 1);
    if (batch.length === 1) {
      this.#left.add(nameOf(batch[0]));
    }
    if (this.#breaks.get(queue) === MOST_BREAKS) {
      this.#left.add(queue);
    }
  }

  /** A beginning has the id of its session, so that nothing of it goes ahead. */
  #isLeft(report) {
    return this.#left.has(nameOf(report)) || this.#left.has(queueOf(report));
  }
}

/** The warning signs of a report go by its id, and don't wait when it breaks the server. */
function nameOf(report) {
  return isAlone(report) ? `red-flags:${report.id}` : report.id;
}

/** Only the reports of one session must go in their order. */
function queueOf(report) {
  return isAlone(report) ? nameOf(report) : (report.session ?? report.id);
}

function goesAlong(first, { to, session }) {
  return first.to === "events" && to === "events" && session === first.session;
}
