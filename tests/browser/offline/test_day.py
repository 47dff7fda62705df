"""The day as the phone sees it by itself; its twin is following/today.py."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from following.today import SessionState, today
from programs.schedule import LineSchedule, slots_on

WARSAW = ZoneInfo("Europe/Warsaw")
SUNDAY = date(2026, 11, 22)
CALL = """
async ({ module, calls, name }) => {
  const found = await import(module);
  return calls.map((args) => found[name](...args));
}
"""


def call(page: Page, name: str, calls: list[list[Any]]) -> list[Any]:
    return page.evaluate(CALL, {"module": "/offline/day.js", "name": name, "calls": calls})


def test_both_twins_say_the_same_of_any_day(player):
    calls, told = [], []
    for count, pattern, minutes in product(range(7), range(2**6), (0, 359, 360, 719, 720, 1439)):
        slots = slots_on(SUNDAY, [LineSchedule(1, count, tuple(range(7)))])
        now = datetime(2026, 11, 22, minutes // 60, minutes % 60, tzinfo=WARSAW)
        over = {one.number: one.number % 2 == 0 for one in slots if pattern >> one.number & 1}
        done = {number: SessionState(now, stopped=stopped) for number, stopped in over.items()}
        seen = today(slots, done, now)
        left = len(slots) - len(done)
        told.append([left, seen.next and seen.next.number, [one.state for one in seen.slots]])
        documents = [{"number": one.number, "about": f"{one.about:%H:%M}"} for one in slots]
        ended = {str(number): {"isStopped": stopped} for number, stopped in over.items()}
        calls.append([documents, ended, minutes])

    assert [
        [
            one["left"],
            one["next"] and one["next"]["number"],
            [each["state"] for each in one["slots"]],
        ]
        for one in call(player, "today", calls)
    ] == told


def plan(**fields: Any) -> dict[str, Any]:
    slots = [{"number": 1, "about": "08:00"}, {"number": 2, "about": "19:00"}]
    days = [SUNDAY + timedelta(days=ahead) for ahead in range(8)]
    return {
        "patient": "anna",
        "time_zone": "Europe/Warsaw",
        "standing": "due",
        "done": [],
        "days": [
            {"day": day.isoformat(), "is_flare": False, "slots": [] if day.day == 24 else slots}
            for day in days
        ],
        **fields,
    }


def session(slot: int, at: str, **fields: Any) -> dict[str, Any]:
    key = f"anna:2026-11-22:{slot}"
    known = {"key": key, "session": "hers", "at": at, "isDone": False, "isStopped": False}
    return known | {"endedAt": None, **fields}


def moment(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000


def seen(player: Page, now: str, known: dict[str, Any], **what: Any) -> dict[str, Any]:
    return call(player, "seen", [[known, {"now": moment(now), **what}]])[0]


def summary(day: dict[str, Any]) -> tuple[Any, ...]:
    number = day["next"] and day["next"]["number"]
    return day["standing"], number, day["isRunning"], day["session"]


def test_what_the_phone_did_counts_before_the_server_has_heard_of_it(player):
    noon = "2026-11-22 11:00"
    done = session(1, "done", isDone=True, endedAt="2026-11-22T07:10:00Z")
    stopped = session(2, "decision", isStopped=True)
    told = {"key": "anna:2026-11-22:1", "id": "his", "status": "stopped", "done_at": None}

    days = [
        seen(player, noon, plan()),
        seen(player, noon, plan(), sessions=[session(1, "moving")]),
        seen(player, noon, plan(), sessions=[session(1, "check-in")]),
        seen(player, noon, plan(), sessions=[done]),
        seen(player, noon, plan(), sessions=[done, stopped]),
        seen(player, noon, plan(done=[told]), sessions=[session(1, "moving")]),
        seen(player, noon, plan(done=[told | {"status": "running"}])),
    ]

    assert [summary(day) for day in days] == [
        ("due", 1, False, None),
        ("due", 1, True, "hers"),
        ("due", 1, False, "hers"),
        ("due", 2, False, None),
        ("done", None, False, None),
        ("due", 2, False, None),
        ("due", 1, True, "his"),
    ]


def test_the_day_is_the_patients_own_past_midnight_and_when_the_clocks_change(player):
    summer = plan(days=[{"day": "2026-10-25", "is_flare": False, "slots": [
        {"number": 1, "about": "08:00"}]}])  # fmt: skip

    days = [
        seen(player, now, known)
        for now, known in (
            ("2026-11-22 22:59", plan()),
            ("2026-11-22 23:00", plan()),
            ("2026-10-25 05:59", summer),  # 06:59 in winter's time, which began that night
            ("2026-10-25 06:00", summer),
        )
    ]

    assert [(day["day"], day["slots"][0]["state"]) for day in days] == [
        ("2026-11-22", "now"),
        ("2026-11-23", "later"),
        ("2026-10-25", "later"),
        ("2026-10-25", "now"),
    ]


def test_days_without_a_session_say_why(player):
    decision = {"outcome": "emergency", "words": "red_flag_emergency"}
    flare = plan(days=[{"day": "2026-11-22", "is_flare": True, "slots": []}])

    days = [
        seen(player, "2026-11-24 09:00", plan()),
        seen(player, "2026-11-24 09:00", plan(standing="not_yet")),
        seen(player, "2026-11-22 09:00", flare),
        seen(player, "2026-12-01 09:00", plan()),
        seen(player, "2026-11-22 09:00", plan(days=[], standing="paused")),
        seen(player, "2026-11-22 09:00", plan(), lock=decision),
    ]

    assert [day["standing"] for day in days] == [
        "rest_day",
        "not_yet",
        "bad_day",
        "too_old",
        "closed",
        "paused",
    ]
    assert days[0]["nextDay"] == "2026-11-25"
