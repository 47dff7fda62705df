/**
 * The builder's changes, sent one after another and kept until the server has answered each.
 *
 * A change is {id, url, values}. It survives a lost connection and a reload of the tab; its id lets
 * the server know a change that it saved while the answer got lost. The draft's version that the
 * changes were made on is kept with them, so that a reload does not pass them off as made on a newer.
 */

import { uuid7 } from "../offline/uuid7.js";

const RETRY_AFTER_MS = 3000;

export class Queue {
  /** `send` answers "kept" when a change is done with, "retry" to wait, "settled" to look again. */
  constructor({ key, version, send, onSending }) {
    this.key = key;
    this.version = version;
    this.send = send;
    this.onSending = onSending;
    this.kept = JSON.parse(sessionStorage.getItem(key) ?? '{ "changes": [] }');
    this.changes = this.kept.changes;
    this.busy = false;
    window.addEventListener("online", () => this.drain());
    window.addEventListener("beforeunload", (event) => {
      if (this.changes.length) event.preventDefault();
    });
  }

  push(url, values) {
    this.changes.push({ id: uuid7(), url, values });
    this.keep();
    return this.drain();
  }

  clear() {
    this.changes = [];
    this.keep();
  }

  async drain() {
    if (this.busy) return;
    this.busy = true;
    try {
      while (this.changes.length) {
        this.onSending();
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
    const kept = { version: this.version(), changes: this.changes };
    sessionStorage.setItem(this.key, JSON.stringify(kept));
  }
}
