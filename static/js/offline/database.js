// The database of this browser. Its connection may be lost at any time; then it is opened anew.

const NAME = "sciatica-player";
const VERSION = 3;
const PATIENCE = 1000;
const STORES = ["states", "outbox", "locks", "plans", "documents"];

export class Database {
  #factory;
  #connection = null;

  constructor(factory) {
    this.#factory = factory;
  }

  async open() {
    this.#connection = await opened(this.#factory);
    this.#connection.onclose = () => this.#lose();
    this.#connection.onversionchange = () => this.#lose();
  }

  /** Do the work in one transaction; the result of its request, once all of it is kept. */
  async transact(mode, work) {
    try {
      return await this.#once(mode, work);
    } catch (error) {
      if (error?.name === "QuotaExceededError") {
        throw error;
      }
      this.#lose();
      return this.#once(mode, work);
    }
  }

  async #once(mode, work) {
    if (!this.#connection) {
      await this.open();
    }
    const transaction = this.#connection.transaction(STORES, mode, { durability: "strict" });
    const whole = completed(transaction);
    const stores = STORES.map((name) => [name, transaction.objectStore(name)]);
    try {
      const request = work(Object.fromEntries(stores));
      await whole;
      return request?.result;
    } catch (error) {
      whole.catch(() => {});
      throw error;
    }
  }

  #lose() {
    this.#connection?.close();
    this.#connection = null;
  }
}

/** For each record of a store, once its cursor has come to it. */
export function each(request, work) {
  request.onsuccess = ({ target: { result: cursor } }) => {
    if (cursor) {
      work(cursor);
      cursor.continue();
    }
  };
}

/** A tab that sleeps may hold an older edition open: nobody waits for it to wake. */
function opened(factory) {
  const request = factory.open(NAME, VERSION);
  let isTooLate = false;
  request.onupgradeneeded = ({ oldVersion }) => upgrade(request, oldVersion);
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      isTooLate = true;
      reject(new DOMException("Another tab holds it.", "TimeoutError"));
    };
    request.onsuccess = () => (isTooLate ? request.result.close() : resolve(request.result));
    request.onerror = () => reject(request.error);
    request.onblocked = () => setTimeout(giveUp, PATIENCE);
  });
}

function upgrade({ result: database, transaction }, oldVersion) {
  if (oldVersion < 1) {
    database.createObjectStore("states");
    database.createObjectStore("outbox", { keyPath: "order", autoIncrement: true });
  }
  if (oldVersion < 2) {
    database.createObjectStore("locks");
  }
  database.createObjectStore("plans");
  database.createObjectStore("documents").createIndex("session", "session");
  transaction.objectStore("outbox").createIndex("patient", "patient");
  each(transaction.objectStore("states").openCursor(), (cursor) => {
    cursor.update({ key: cursor.key, state: cursor.value, keptAt: Date.now(), endedAt: null });
  });
}

function completed(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}
