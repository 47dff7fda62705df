"""What the phone sends, and what it believes of an answer, whatever the network makes of it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

#: A phone, and a server of which every answer is the test's; where there is none the network fails.
PHONE = """
async ({ reports, answers, rounds = 1, lock = null }) => {
  const { openStore } = await import("/offline/store.js");
  const { Outbox } = await import("/offline/outbox.js");
  const { uuid7 } = await import("/offline/uuid7.js");
  // Else the outbox of one test would try again in the middle of the next.
  globalThis.setTimeout = () => 0;
  document.cookie = "csrftoken=the-first";
  const store = await openStore();
  // A patient of this test alone: what another has still to try again must not mix with it.
  const patient = uuid7();
  const own = reports.map((report) => ({ ...report, patient }));
  const said = { requests: [], answered: [], refused: [], waiting: [], signedOut: [] };
  const key = `${patient}:2026-11-23:1`;
  await store.commit(key, { session: "one", at: "ready" }, own, lock && { ...lock, patient });
  globalThis.fetch = async (address, { method, headers, body }) => {
    const { events, ...told } = JSON.parse(body);
    const ids = (events ?? [told]).map(({ id }) => id);
    const isOwn = headers["Sciatica-Patient"] === patient;
    said.requests.push([method, address, ids, isOwn, headers["X-CSRFToken"]]);
    document.cookie = "csrftoken=the-second";
    const { status = 200, json, html } = answers.shift() ?? {};
    if (!json && !html) throw new TypeError("Failed to fetch");
    const all = (named) => (named === "all" ? ids : named);
    const whole = json && { ...json, kept: all(json.kept), refused: all(json.refused) };
    return new Response(html ?? JSON.stringify(whole), { status });
  };
  const outbox = new Outbox({
    store,
    patient,
    onAnswer: ({ id }) => said.answered.push(id),
    onRefusal: ({ id }, words) => said.refused.push([id, words]),
    onWaiting: (...told) => said.waiting.push(told),
    onSignedOut: (code) => said.signedOut.push(code),
  });
  for (let round = 0; round < rounds; round += 1) await outbox.flush();
  said.left = (await store.waiting(patient)).map(({ id, to }) => (to === "red-flags" ? to : id));
  said.lock = (await store.lock(patient))?.outcome ?? null;
  await store.unlock(patient);
  said.lockAfter = (await store.lock(patient))?.outcome ?? null;
  said.aside = (await store.aside(patient)).map(({ id, refused }) => [id, refused ?? null]);
  await store.remove(await store.waiting(patient));
  await store.remove(await store.aside(patient));
  return said;
}
"""

KEPT = {"json": {"kept": "all", "session": "one"}}
PORTAL = {"html": "<title>Welcome to our Wi-Fi</title>"}
REFUSED = {"status": 409, "json": {"refused": "all", "detail": "Paused."}}
BROKEN = {"status": 500, "html": "<title>Server error</title>"}
#: Whether something waits, and whether it breaks the server each time.
SENT, WAITS, IS_STUCK = [[False, False]], [[True, False]], [[True, True]]
#: As often as it takes for a report to be told as one that breaks the server.
TRIES = 5


def report(
    name: str, to: str = "events", session: str | None = "one", **body: Any
) -> dict[str, Any]:
    own = {"id": name, "to": to, "session": session, "expected": None}
    return own | {"body": body | {"id": name}}


SESSION = [
    report("one", "begin"),
    *(report(f"set-{number}") for number in range(1, 4)),
    report("end", "finish"),
]


@pytest.fixture
def phone(player: Page) -> Callable[..., dict[str, Any]]:
    def told(*answers: dict[str, Any], reports: Any = SESSION, **options: Any) -> Any:
        wanted = {"reports": reports, "answers": list(answers)} | options
        return player.evaluate(PHONE, wanted)

    return told


def ids(said: dict[str, Any]) -> list[list[str]]:
    return [names for _method, _address, names, *_headers in said["requests"]]


def test_sets_of_one_session_go_together_in_order_for_their_patient(phone):
    said = phone(KEPT, KEPT, KEPT)

    own = "/api/v1/sessions/one/"
    assert said["requests"] == [
        ["PUT", own, ["one"], True, "the-first"],
        ["POST", f"{own}events/", ["set-1", "set-2", "set-3"], True, "the-second"],
        ["POST", f"{own}finish/", ["end"], True, "the-second"],
    ]
    assert said["answered"] == ["one", "set-1", "set-2", "set-3", "end"]
    assert (said["waiting"], said["left"]) == (SENT, [])


def test_a_hundred_sets_go_at_once_and_no_more(phone):
    many = [report(f"set-{number}") for number in range(250)]

    assert [len(names) for names in ids(phone(KEPT, KEPT, KEPT, reports=many))] == [100, 100, 50]


@pytest.mark.parametrize(
    "answer",
    [
        {},
        PORTAL,
        {"status": 503, **PORTAL},
        {"status": 429, "json": {"detail": "Later."}},
        {"status": 403, "json": {"detail": "CSRF Failed."}},
        {"status": 409, "json": {"detail": "Paused."}},
        {"status": 404, "json": {"detail": "Not found."}},
        {"status": 401, "json": {"detail": "Pay for this Wi-Fi."}},
        {"status": 500, "json": {"refused": "all", "detail": "Broken."}},
        {"json": {"kept": ["another"]}},
        {"json": {"kept": []}},
        {"json": {"status": "ok"}},
    ],
)
def test_what_does_not_name_the_report_is_no_answer(phone, answer):
    said = phone(answer)

    assert ids(said) == [["one"]]
    assert (said["answered"], said["refused"], said["waiting"]) == ([], [], WAITS)
    assert said["left"] == [one["id"] for one in SESSION]


def test_an_answer_that_names_some_of_a_batch_leaves_the_others_to_be_sent_again(phone):
    some = {"json": {"kept": ["set-1"], "session": "one"}}
    bad = {"status": 400, "json": {"refused": ["set-2"], "detail": "No such set."}}
    said = phone(KEPT, some, bad, KEPT, KEPT)

    assert ids(said)[1:4] == [["set-1", "set-2", "set-3"], ["set-2", "set-3"], ["set-3"]]
    assert (said["refused"], said["aside"]) == ([["set-2", "No such set."]],) * 2
    assert said["left"] == []


@pytest.mark.parametrize("code", ["not_signed_in", "another_person"])
def test_without_a_sign_in_all_of_it_waits_and_is_sent_after_one(phone, code):
    signed_out = {"status": 401, "json": {"detail": "No.", "code": code}}
    said = phone(signed_out, KEPT, KEPT, KEPT, rounds=2)

    assert said["signedOut"] == [code]
    assert ids(said)[:2] == [["one"], ["one"]]
    assert (said["waiting"], said["left"]) == (SENT, [])


def test_a_session_that_is_not_known_yet_blocks_no_other(phone):
    unknown = {"status": 404, "json": {"detail": "Not yet.", "code": "unknown_session"}}
    two = [report("stranger", session="two"), report("sign", "red-flags", "two"), *SESSION]
    said = phone({"json": {"kept": "all"}}, unknown, KEPT, KEPT, KEPT, reports=two)

    assert ids(said)[:3] == [["sign"], ["stranger"], ["one"]]
    assert (said["left"], said["waiting"]) == (["stranger"], WAITS)


def test_a_beginning_that_breaks_the_server_keeps_nothing_else_from_it_and_waits(phone):
    others = [report("sign", "red-flags"), report("later", "finish", "two")]
    said = phone(KEPT, BROKEN, KEPT, reports=[*SESSION, *others])

    assert ids(said) == [["sign"], ["one"], ["later"]]
    assert said["left"] == ["one", "set-1", "set-2", "set-3", "end"]
    assert (said["waiting"], said["aside"]) == (WAITS, [])


def test_sets_that_break_the_server_go_one_by_one_so_that_only_the_one_to_blame_waits(phone):
    said = phone(KEPT, BROKEN, KEPT, BROKEN, KEPT, KEPT)

    assert ids(said) == [
        ["one"],
        ["set-1", "set-2", "set-3"],
        ["set-1"],
        ["set-2"],
        ["set-3"],
        ["end"],
    ]
    assert (said["left"], said["waiting"]) == (["set-2"], WAITS)


def test_a_server_that_breaks_over_everything_is_not_asked_about_each_set(phone):
    said = phone(KEPT, *[BROKEN] * 3, reports=[*SESSION, report("other", session="two")])

    assert ids(said)[1:] == [["set-1", "set-2", "set-3"], ["set-1"], ["set-2"], ["other"]]


def test_what_breaks_the_server_time_and_again_is_shown_and_its_signs_go_by_themselves(phone):
    stop = report("stop", "stops", red_flags=["bladder"], numb_or_weak=False)
    said = phone(*[BROKEN] * TRIES, KEPT, BROKEN, reports=[stop], rounds=TRIES + 1)

    assert [address for _method, address, *_told in said["requests"]] == [
        *["/api/v1/sessions/one/stops/"] * TRIES,
        "/api/v1/red-flags/",
        "/api/v1/sessions/one/stops/",
    ]
    assert ids(said)[TRIES] == ["stop"]
    assert said["waiting"] == WAITS * (TRIES - 1) + IS_STUCK * 2
    assert (said["left"], said["aside"]) == (["stop"], [["stop", None]])


def test_what_is_refused_after_its_signs_went_by_themselves_tells_them_no_second_time(phone):
    stop = report("stop", "stops", red_flags=["bladder"], numb_or_weak=False)
    lock = {"decision": {"outcome": "emergency"}, "report": "stop"}
    answers = [*[BROKEN] * TRIES, KEPT, REFUSED]
    said = phone(*answers, reports=[stop], rounds=TRIES + 2, lock=lock)

    assert [address for _method, address, *_told in said["requests"][TRIES:]] == [
        "/api/v1/red-flags/",
        "/api/v1/sessions/one/stops/",
    ]
    assert (said["left"], said["aside"]) == ([], [["stop", "Paused."]])
    assert (said["lock"], said["lockAfter"]) == ("emergency", None)


def test_the_signs_of_a_session_whose_beginning_breaks_the_server_go_by_themselves_once(phone):
    stop = report("stop", "stops", red_flags=["bladder"], numb_or_weak=False)
    answers = [*[BROKEN] * TRIES, KEPT, BROKEN]
    said = phone(*answers, reports=[SESSION[0], stop], rounds=TRIES + 1)

    assert [address for _method, address, *_told in said["requests"]] == [
        *["/api/v1/sessions/one/"] * TRIES,
        "/api/v1/red-flags/",
        "/api/v1/sessions/one/",
    ]
    assert said["left"] == ["one", "stop"]


def test_a_warning_sign_that_breaks_the_server_is_told_again_and_blocks_nothing(phone):
    said = phone(BROKEN, KEPT, reports=[report("later", "finish"), report("sign", "red-flags")])

    assert ids(said) == [["sign"], ["later"]]
    assert said["left"] == ["red-flags"]


def test_a_session_whose_beginning_is_refused_blocks_nothing_and_its_signs_are_told(phone):
    signs = report("stop", "stops", red_flags=["bladder"], numb_or_weak=True)
    lock = {"decision": {"outcome": "emergency"}, "report": "stop"}
    later = report("later", "finish", "two")
    reports = [*SESSION[:2], signs, later]
    said = phone(REFUSED, KEPT, reports=reports, lock=lock)

    away = [[name, "Paused."] for name in ("one", "set-1", "stop")]
    assert (said["refused"], said["aside"]) == (away, away)
    assert ids(said)[2] == ["later"]
    assert (said["left"], said["lock"], said["lockAfter"]) == (["later"], "emergency", None)
    assert said["requests"][1][:3] == ["POST", "/api/v1/red-flags/", ["stop"]]
    assert phone(REFUSED, reports=reports, lock=lock)["lockAfter"] == "emergency"


MORNING = report("morning", "mornings", None, red_flags=["bladder"])
MORNINGS = ["PUT", "/api/v1/mornings/morning/", ["morning"]]
ALONE = ["POST", "/api/v1/red-flags/", ["morning"]]


def test_the_signs_of_a_refused_morning_are_told_under_its_own_id(phone):
    lock = {"decision": {"outcome": "emergency"}, "report": "morning"}
    said = phone(REFUSED, KEPT, reports=[MORNING], lock=lock)

    assert [request[:3] for request in said["requests"]] == [MORNINGS, ALONE]
    assert (said["refused"], said["aside"]) == ([["morning", "Paused."]],) * 2
    assert (said["answered"], said["left"], said["lockAfter"]) == (["morning"], [], None)
    assert phone(REFUSED, reports=[MORNING], lock=lock)["lockAfter"] == "emergency"


def test_the_signs_of_a_morning_that_breaks_the_server_go_by_themselves_without_delay(phone):
    said = phone(*[BROKEN] * TRIES, KEPT, reports=[MORNING], rounds=TRIES)

    assert [request[:3] for request in said["requests"]] == [*[MORNINGS] * TRIES, ALONE]
    assert (said["answered"], said["left"]) == (["morning"], ["morning"])


def test_another_id_for_the_session_goes_for_all_that_waits(phone):
    elsewhere = {"json": {"kept": "all", "session": "hers"}}
    said = phone(elsewhere, elsewhere, elsewhere)

    assert [address for _method, address, *_told in said["requests"]] == [
        "/api/v1/sessions/one/",
        "/api/v1/sessions/hers/events/",
        "/api/v1/sessions/hers/finish/",
    ]
