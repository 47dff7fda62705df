// Sends what waits in the store, in order, until the server's own JSON says that it is kept.

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;
const REFUSALS = [400, 404, 409, 410, 422];

export class Outbox {
  #pause = FIRST_PAUSE;
  #timer = 0;
  #sending = null;

  /** `onAnswer(report, answer)` hears what was kept, `onRefusal(report, words)` what was not. */
  constructor({ store, patient, addresses, onAnswer, onRefusal, onWaiting }) {
    Object.assign(this, { store, patient, addresses, onAnswer, onRefusal, onWaiting });
  }

  /** Send all that waits now; one round at a time. */
  flush() {
    clearTimeout(this.#timer);
    this.#sending ??= this.#round().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  async #round() {
    let report = await this.store.first(this.patient);
    while (report) {
      const answer = await this.#send(report);
      if (answer === null) {
        this.#again();
        return;
      }
      this.#pause = FIRST_PAUSE;
      await this.#settle(report, answer);
      report = await this.store.first(this.patient);
    }
    this.onWaiting(false);
  }

  async #settle(report, { refused, ...answer }) {
    if (refused) {
      await this.store.setAside(report, refused);
      this.onRefusal(report, refused);
      return;
    }
    if (answer.session && answer.session !== report.session) {
      await this.store.readdress(report.session, answer.session);
    }
    await this.store.remove(report);
    this.onAnswer(report, answer);
  }

  #again() {
    this.onWaiting(true);
    this.#timer = setTimeout(() => this.flush(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  /** What the server says of a report; null when nobody answered who could be the server. */
  async #send(report) {
    try {
      const response = await fetch(this.#address(report), {
        method: report.to === "begin" ? "PUT" : "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
        body: JSON.stringify(told(report)),
        redirect: "error",
        cache: "no-store",
      });
      return understood(report, response.status, await response.json());
    } catch {
      return null;
    }
  }

  #address({ session, to }) {
    const { sessions, red_flags: redFlags } = this.addresses;
    return to === "red-flags" ? redFlags : `${sessions}${session}/${to === "begin" ? "" : `${to}/`}`;
  }
}

/** By what the phone's clock shows now, the server tells how wrong it is. */
function told({ to, body }) {
  const sent = { sent_at: new Date().toISOString() };
  return to === "events" ? { events: [body], ...sent } : { ...body, ...sent };
}

function understood(report, status, answer) {
  if (REFUSALS.includes(status)) {
    return { refused: sentences(answer) };
  }
  return status < 300 && answer.kept?.includes(report.id) ? answer : null;
}

function sentences(answer) {
  return typeof answer === "object" ? Object.values(answer).map(sentences).join(" ") : String(answer);
}

function csrfToken() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";
}
