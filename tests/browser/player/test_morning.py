"""The morning after on the phone: when it is asked, what is found, what follows from it."""

from itertools import product
from typing import Any

from playwright.sync_api import Page

from following import mornings
from following.models import MorningCheck, Session
from following.mornings import Morning
from people.body import DOWNWARDS, PLACES
from programs import stop_rules
from programs.stop_rules import Limits, Policy
from programs.thresholds import DEFAULTS

RULES = stop_rules.publish(policy=Policy.STRICT, limits=Limits(), thresholds=DEFAULTS)
ROWS = stop_rules.rules_of(RULES).next_morning
COMMON = {
    "places": {one.code: {"side": one.side, "reach": one.reach} for one in PLACES},
    "reaches": list(DOWNWARDS),
    "red_flags": [{"code": "bladder", "words": "red_flag_emergency", "urgency": 2}],
}
FOUND = """
async (calls) => {
  const { findingOf, judged } = await import("/offline/morning.js");
  return calls.map(({ common, rules, due, answers }) => {
    const { decision, report } = judged({ common, morning: { rules } }, due, answers);
    return [findingOf(common, due, answers), report.expected, decision.words];
  });
}
"""
ASKED = """
async (calls) => {
  const { asksForLess, dueOn, standing } = await import("/offline/mornings.js");
  return calls.map(([plan, sessions]) => [
    standing(plan, sessions, "2026-11-23"),
    dueOn(plan, sessions, "2026-11-23"),
    asksForLess(plan, sessions, "anna:2026-11-23:1"),
  ]);
}
"""


def test_both_twins_find_and_decide_the_same_of_any_morning(player: Page):
    calls, told = [], []
    places = ((), ("low_back_left",), ("calf_left",), ("foot_right", "thigh_back_left"))
    flags = (None, (), ("bladder",))
    for back, leg, sleep, now, before, flag, worse, reach in product(
        (4,), (0, 5), (False, True), places, places, flags, (False, True), ("back", "calf")
    ):
        session = Session(back_before=1, leg_before=3, places=list(before))
        morning = Morning(back, leg, sleep, now, flag)
        newest = MorningCheck(reason=mornings.WORSE if worse else "morning_same")
        found = mornings.finding(morning, before=session, reach=reach, newest=newest)
        decided = stop_rules.decide(ROWS, found)
        fields = ("rule", "outcome", "suspend", "alert", "reason")
        expected = {field: getattr(decided, field) for field in fields}
        told.append([found, expected, "red_flag_emergency" if flag else decided.reason])
        level = {"back": 1, "leg": 3, "places": list(before)}
        calls.append(
            {
                "common": COMMON | {"reach_before": reach},
                "rules": ROWS,
                "due": {"before": level, "worse": int(worse)},
                "answers": {
                    "back": back,
                    "leg": leg,
                    "sleep_disturbed": sleep,
                    "places": list(now),
                    "red_flags": flag and list(flag),
                },
            }
        )

    assert player.evaluate(FOUND, calls) == told


def plan(*done: dict[str, Any], **morning: Any) -> dict[str, Any]:
    known = {"rules": ROWS, "on": None, "is_worse": False} | morning
    return {"patient": "anna", "days": [{}], "done": list(done), "morning": known}


def session(slot: int, day: str = "2026-11-22", **fields: Any) -> dict[str, Any]:
    level = {"back": slot, "leg": 0, "places": []}
    return {"key": f"anna:{day}:{slot}", "day": day, "before": level, "reason": None} | fields


def answered(day: str, reason: str) -> dict[str, Any]:
    return session(0, key=f"anna:morning:{day}", day="morning", before=None, reason=reason)


def test_it_is_asked_once_after_a_day_with_a_session_whoever_knows_of_it(player: Page):
    level = {"back": 1, "leg": 0, "places": []}
    due = {"before": level, "worse": 0}
    today, yesterday = "2026-11-23", "2026-11-22"
    worse = answered(today, "morning_worse")
    cases: list[tuple[dict[str, Any], list[dict[str, Any]], list[Any]]] = [
        (plan(), [], [None, None, False]),
        (plan(session(2), session(1)), [], ["due", due, False]),
        (plan(session(2)), [session(1)], ["due", due, False]),
        (plan(session(1, before=None)), [], [None, None, False]),
        (plan(session(1)) | {"days": []}, [], [None, None, False]),
        (plan(session(1), on=today), [], [None, None, False]),
        (plan(session(1), on=yesterday, is_worse=True), [], ["due", due | {"worse": 1}, False]),
        (
            plan(session(1), on="2026-11-20"),
            [answered(yesterday, "morning_worse")],
            ["due", due | {"worse": 1}, True],
        ),
        (plan(session(1)), [worse], ["answered", None, True]),
        (plan(session(1), on=today, is_worse=True), [worse], ["answered", None, False]),
        (plan(session(1)), [worse, session(2, today)], ["answered", None, False]),
        (plan(session(1)), [answered(today, "morning_same")], ["answered", None, False]),
    ]

    assert player.evaluate(ASKED, [[known, own] for known, own, _said in cases]) == [
        said for _known, _own, said in cases
    ]
