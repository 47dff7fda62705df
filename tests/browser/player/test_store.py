"""What the phone keeps outlasts what befalls a phone, and is forgotten when it should be."""

KEEPING = """
async () => {
  const { openStore } = await import("/offline/store.js");
  const databases = [];
  const open = indexedDB.open.bind(indexedDB);
  const factory = {
    open: (...wanted) => {
      const request = open(...wanted);
      request.addEventListener("success", () => databases.push(request.result));
      return request;
    },
  };
  const store = await openStore(factory);
  const said = {};
  const keep = (day, state, reports = []) => store.commit(`eva:${day}:2`, state, reports);
  const told = ({ day, slot, session, isDone, isStopped, endedAt }) =>
    [day, slot, session, isDone, isStopped, endedAt !== null];
  const sessions = async () => (await store.sessions("eva")).map(told);
  const report = { id: "set", session: "b", patient: "eva" };

  await keep("2026-11-22", { session: "a", at: "done" });
  databases.at(-1).close();
  await keep("2026-11-23", { session: "b", at: "ready" }, [report]);
  said.reopened = databases.length;
  said.sessions = await sessions();
  await keep("2026-11-23", { session: "b", at: "decision", decision: { outcome: "stop_session" } });
  const [, ended] = await store.sessions("eva");
  await keep("2026-11-23", { session: "b", at: "resting", decision: { outcome: "stop_session" } });
  const [, after] = await store.sessions("eva");
  said.stopped = [after.isStopped, after.endedAt === ended.endedAt];

  await store.keepPlan({ patient: "eva", days: [] });
  await store.keepPlan({ patient: "jan", days: [] });
  await store.keepDocument({ key: "eva:2026-11-23:2", session: "b", patient: "eva", revision: 1 });
  const theirs = [await store.documentFor("eva", "b"), await store.documentFor("jan", "b")];
  said.document = theirs.map((document) => document?.revision ?? null);

  const put = IDBObjectStore.prototype.put;
  let isFull = true;
  IDBObjectStore.prototype.put = function (...kept) {
    if (isFull) {
      isFull = false;
      throw new DOMException("Full", "QuotaExceededError");
    }
    return put.apply(this, kept);
  };
  await store.keepPlan({ patient: "eva", days: [1] });
  said.full = [(await store.plan("eva")).days.length, await store.documentFor("eva", "b") ?? null];
  IDBObjectStore.prototype.put = () => { throw new DOMException("Full", "QuotaExceededError"); };
  said.fullStill = await store.keepPlan({ patient: "eva" }).catch(({ name }) => name);
  IDBObjectStore.prototype.put = put;

  await store.keepDocument({ key: "eva:2026-11-23:2", session: "b", patient: "eva" });
  await store.prune(Date.now() + 15 * 24 * 3600 * 1000);
  said.pruned = (await sessions()).map(([, , session]) => session);
  said.oldDocument = (await store.documentFor("eva", "b")) ?? null;
  await store.forget("eva");
  const [hers, his] = [await store.plan("eva"), await store.plan("jan")];
  said.forgotten = [await sessions(), hers ?? null, his.patient];
  said.unsent = (await store.waiting("eva")).map(({ id }) => id);
  return said;
}
"""


def test_the_store_outlasts_a_lost_connection_and_a_full_disk_and_forgets_all_but_the_unsent(
    player,
):
    assert player.evaluate(KEEPING) == {
        "reopened": 2,
        "sessions": [
            ["2026-11-22", 2, "a", True, False, True],
            ["2026-11-23", 2, "b", False, False, False],
        ],
        "stopped": [True, True],
        "document": [1, None],
        "full": [1, None],
        "fullStill": "QuotaExceededError",
        "pruned": ["b"],
        "oldDocument": None,
        "forgotten": [[], None, "jan"],
        "unsent": ["set"],
    }


UPGRADE = """
async () => {
  indexedDB.deleteDatabase("sciatica-player");
  const request = indexedDB.open("sciatica-player", 2);
  request.onupgradeneeded = ({ target: { result: database } }) => {
    database.createObjectStore("states").put({ session: "old", at: "rest" }, "ida:2026-11-23:3");
    const outbox = database.createObjectStore("outbox", { keyPath: "order", autoIncrement: true });
    outbox.add({ id: "kept", session: "old", patient: "ida" });
    database.createObjectStore("locks");
  };
  await new Promise((resolve) => { request.onsuccess = resolve; });
  const { openStore } = await import("/offline/store.js");
  const beside = await openStore();
  request.result.close();
  const store = await openStore();
  const [waiting] = await store.waiting("ida");
  const { at } = await store.state("ida:2026-11-23:3");
  return [beside.isLasting, store.isLasting, at, waiting.id];
}
"""


def test_what_an_older_edition_has_kept_is_there_still_and_a_tab_of_it_that_sleeps_holds_up_none(
    player,
):
    assert player.evaluate(UPGRADE) == [False, True, "rest", "kept"]
