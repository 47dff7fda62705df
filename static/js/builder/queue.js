/**
 * The builder's changes, sent one after another and kept until the server has answered each.
 *
 * A change is {id, url, values}. It survives a lost connection and a reload of the tab; its id lets
 * the server know a change that it saved while the answer got lost.
 */

const RETRY_AFTER_MS = 3000;

export class Queue {
  constructor({ key, send, onState }) {
    this.key = key;
    this.send = send;
    this.onState = onState;
    this.changes = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    this.busy = false;
    this.held = false;
    window.addEventListener("online", () => this.drain());
    window.addEventListener("beforeunload", (event) => {
      if (this.changes.length) event.preventDefault();
    });
  }

  get isEmpty() {
    return this.changes.length === 0;
  }

  push(url, values) {
    this.changes.push({ id: crypto.randomUUID(), url, values });
    this.keep();
    return this.drain();
  }

  /** Stop sending until `resume`, as while the doctor chooses between two versions. */
  hold() {
    this.held = true;
  }

  resume({ dropFirst }) {
    if (dropFirst) this.changes.shift();
    this.keep();
    this.held = false;
    return this.drain();
  }

  async drain() {
    if (this.busy || this.held) return;
    this.busy = true;
    try {
      while (!this.isEmpty && !this.held) {
        this.onState("saving");
        const verdict = await this.send(this.changes[0]);
        if (verdict === "kept") {
          this.changes.shift();
          this.keep();
        } else if (verdict === "retry") {
          setTimeout(() => this.drain(), RETRY_AFTER_MS);
          return;
        }
      }
    } finally {
      this.busy = false;
    }
  }

  keep() {
    sessionStorage.setItem(this.key, JSON.stringify(this.changes));
  }
}
