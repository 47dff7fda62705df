"""Where a session comes from that is opened without the server's page: the server, or the phone."""

from typing import Any

import pytest
from playwright.sync_api import Page

#: The phone has a plan of yesterday, and a session that it opened with an older one.
OPEN = """
async ({ answer, which, plan, opened, back = 2 }) => {
  const { openStore } = await import("/offline/store.js");
  const { fetchPlan } = await import("/offline/fetch-plan.js");
  const { opening } = await import("/player/opening.js");
  const asked = [];
  globalThis.fetch = async (address, { headers }) => {
    asked.push([address, headers["Sciatica-Patient"], headers["If-None-Match"] ?? null]);
    if (!answer) throw new TypeError("Failed to fetch");
    const { status = 200, json, html, etag } = answer;
    const body = status === 304 ? null : (html ?? JSON.stringify(json));
    return new Response(body, { status, headers: etag ? { ETag: etag } : {} });
  };
  const store = await openStore();
  await store.forget("anna");
  if (plan) await store.keepPlan({ ...plan, heard_at: 1000 });
  if (opened) {
    await store.keepDocument(opened);
    await store.commit(opened.key, { session: opened.session, at: "ready", before: { back } }, []);
  }
  const found = which
    ? await opening({ address: "/api/v1/sessions/", patient: "anna", ...which }, store)
    : await fetchPlan(store, "anna");
  const { heard_at: heardAt, ...kept } = (await store.plan("anna")) ?? {};
  return { found, asked, kept, isHeard: heardAt > 1000 };
}
"""

PORTAL = {"html": "<title>Welcome to our Wi-Fi</title>"}


@pytest.fixture
def plan(player: Page) -> dict[str, Any]:
    """Of today, with one session, in a zone far from the phone's."""
    zone = "Pacific/Kiritimati"
    today = player.evaluate(
        "async (zone) => (await import('/offline/plan.js')).dayOf({ time_zone: zone })", zone
    )
    slot = {"number": 1, "lines": ["line"], "afterwards": {}}
    return {
        "patient": "anna",
        "version": 1,
        "etag": '"old"',
        "time_zone": zone,
        "words": {"place": "Exercise %(place)s of %(count)s"},
        "common": {"patient": "anna", "check_in": {}},
        "asked_from": {},
        "doses": {"whole": {"line": {"id": "line", "easier": None}}},
        "days": [{"day": today, "dose": "whole", "easier": [], "slots": [slot]}],
        "done": [],
    }


def opened(player: Page, answer: Any = None, *, slot: int | None = 1, **kept: Any) -> Any:
    which = {"session": "new", "slot": slot}
    return player.evaluate(OPEN, {"answer": answer, "which": which} | kept)["found"]


def test_the_servers_document_is_played_and_its_words_are_the_last(player, plan):
    document = {"patient": "anna", "session": "hers"}
    assert opened(player, {"json": document}, plan=plan) == {"doc": document}
    refusal = {"status": 409, "json": {"detail": "Your plan is paused."}}
    assert opened(player, refusal, plan=plan) == {"words": "Your plan is paused."}
    nobody = {"status": 401, "json": {"detail": "No.", "code": "another_person"}}
    assert opened(player, nobody, plan=plan)["signedOut"] == "another_person"
    assert opened(player, {"status": 404, "json": {}}, plan=plan)["isUnknown"] is True


@pytest.mark.parametrize(
    "answer",
    [None, PORTAL, {"status": 503, **PORTAL}, {"json": {"patient": "jan"}}],
    ids=["no network", "captive portal", "busy", "another's"],
)
def test_without_the_servers_word_the_plan_on_the_phone_serves_and_says_its_age(
    player, plan, answer
):
    found = opened(player, answer, plan=plan)

    assert (found["doc"]["session"], found["doc"]["slot"]) == ("new", 1)
    assert found["doc"]["heard_at"] == 1000
    assert found["doc"]["lines"][0]["place"] == "Exercise 1 of 1"
    assert opened(player, answer, slot=2, plan=plan) == {}
    assert opened(player, answer) == {}


def test_a_session_that_was_opened_goes_on_by_the_document_it_began_with(player, plan):
    own = {"key": "anna:2099-11-22:3", "session": "new", "patient": "anna", "revision": 1}
    assert opened(player, plan=plan, slot=None, opened=own)["doc"] == own

    begun = own | {"key": f"anna:{plan['days'][0]['day']}:1", "session": "begun"}
    assert opened(player, plan=plan, slot=1, opened=begun)["doc"] == begun


def test_what_began_before_midnight_goes_on_as_it_was_though_the_server_has_another_day(
    player, plan
):
    begun = {"key": "anna:2099-11-22:3", "session": "new", "patient": "anna"}
    told = {"patient": "anna", "session": "new", "key": "anna:2099-11-23:3", "recorded": None}

    assert opened(player, {"json": told}, opened=begun)["doc"] == begun
    assert opened(player, {"json": told}, opened=begun, back=None)["doc"] == told
    recorded = told | {"recorded": {"sets": []}}
    assert opened(player, {"json": recorded}, opened=begun)["doc"] == recorded


def test_what_was_only_opened_gives_way_to_the_newer_plan_and_nothing_opens_once_that_is_closed(
    player, plan
):
    key = f"anna:{plan['days'][0]['day']}:1"
    own = {"key": key, "session": "new", "patient": "anna", "revision": 1}

    asked_only = opened(player, plan=plan, opened=own, back=None)["doc"]
    assert (asked_only["key"], asked_only["heard_at"]) == (key, 1000)
    assert opened(player, opened=own, back=None)["doc"] == own
    assert opened(player, plan=plan | {"days": []}, opened=own) == {}


def test_what_the_server_knows_as_done_is_not_begun_again(player, plan):
    day = plan["days"][0]["day"]
    done = [{"key": f"anna:{day}:1", "status": "done"}]
    running = [{"key": f"anna:{day}:1", "status": "running"}]

    assert opened(player, plan=plan | {"done": done}) == {}
    assert opened(player, plan=plan | {"done": running})["doc"]["session"] == "new"


def test_the_plan_is_asked_for_by_what_the_phone_has_and_kept_when_it_is_the_servers(player, plan):
    def fetched(answer: Any) -> Any:
        return player.evaluate(OPEN, {"answer": answer, "plan": plan})

    same = fetched({"status": 304})
    assert same["asked"] == [["/api/v1/plan/", "anna", '"old"']]
    assert (same["found"]["isFresh"], same["isHeard"], same["kept"]["etag"]) == (
        True,
        True,
        '"old"',
    )
    new = plan | {"days": []}
    changed = fetched({"json": new, "etag": '"new"'})
    assert (changed["kept"]["days"], changed["kept"]["etag"]) == ([], '"new"')
    for answer in (
        None,
        PORTAL,
        {"json": new | {"patient": "jan"}},
        {"json": new | {"version": 2}},
    ):
        old = fetched(answer)
        assert (old["found"]["isFresh"], old["isHeard"], old["kept"]) == (False, False, plan)


#: While the server is asked for the plan, another tab is locked and tells it so.
LOCKED_MEANWHILE = """
async (plan) => {
  const { openStore } = await import("/offline/store.js");
  const { fetchPlan } = await import("/offline/fetch-plan.js");
  const store = await openStore();
  const report = { id: "sign", session: null, patient: "anna" };
  const lock = { patient: "anna", decision: { outcome: "emergency" }, report: "sign" };
  const outcomes = [];
  globalThis.fetch = async () => {
    if (outcomes.length === 0) {
      await store.commit("anna:signs", { session: null, at: "closed" }, [report], lock);
      await store.remove(await store.waiting("anna"));
    }
    return new Response(JSON.stringify(plan));
  };
  for (let round = 0; round < 2; round += 1) {
    await fetchPlan(store, "anna");
    outcomes.push((await store.lock("anna"))?.outcome ?? null);
  }
  return outcomes;
}
"""


def test_a_plan_that_was_asked_for_before_a_lock_does_not_take_it_away(player, plan):
    assert player.evaluate(LOCKED_MEANWHILE, plan) == ["emergency", None]


ON_A_FULL_DISK = """
async (plan) => {
  const { openStore, forgetfulStore } = await import("/offline/store.js");
  const { fetchPlan } = await import("/offline/fetch-plan.js");
  const store = await openStore();
  const { put } = IDBObjectStore.prototype;
  globalThis.fetch = async () => new Response(JSON.stringify(plan));
  IDBObjectStore.prototype.put = () => { throw new DOMException("Full", "QuotaExceededError"); };
  const full = await fetchPlan(store, "anna");
  IDBObjectStore.prototype.put = put;
  const found = [full, await fetchPlan(store, "anna"), await fetchPlan(forgetfulStore(), "anna")];
  return found.map(({ isFresh, isKept }) => [isFresh, isKept]);
}
"""


def test_a_phone_that_cannot_keep_the_plan_says_so(player, plan):
    assert player.evaluate(ON_A_FULL_DISK, plan) == [[True, False], [True, True], [True, False]]
