"""A small session for the state machine to play: its document, its events, what it tells."""

from typing import Any

from programs.stop_rules import Outcome, Policy, rules_of
from tests.factories import published

WELL = {"type": "answer", "back": 1, "leg": 2, "ill": False}
START = {"type": "start", "now": 0}
STOP = {"type": "stop", "now": 7000}
GO_ON = {"type": "go-on", "now": 9000}


def line(name: str, *, sets: int = 1, repetitions: int = 4, rest: int = 5) -> dict[str, Any]:
    """Four repetitions of 3, 1 and 3 seconds, unless the test says otherwise."""
    phases = [("move", 3), ("hold", 1), ("back", 3)]
    return {
        "id": name,
        "repetitions": repetitions,
        "rest": rest,
        "phases": [{"kind": kind, "seconds": seconds, "next": kind} for kind, seconds in phases],
        "sets": [{"number": number} for number in range(1, sets + 1)],
    }


def document(
    *lines: dict[str, Any],
    policy: Policy = Policy.STRICT,
    red_flags_due: bool = False,
    **more: Any,
) -> dict[str, Any]:
    rules = rules_of(published(policy))
    flags = [
        {"code": "foot_drop", "words": "red_flag_same_day", "urgency": 1},
        {"code": "bladder", "words": "red_flag_emergency", "urgency": 3},
    ]
    return {
        "slot": 2,
        "lines": list(lines) or [line("one", sets=2), line("two")],
        "check_in": {"rules": rules.check_in, "red_flags_due": red_flags_due},
        "stop_rules": rules.during,
        "outcomes": [outcome.value for outcome in Outcome],
        "peripheralised": ["leg_pain_spread", "leg_pain_spread_again"],
        "red_flags": flags,
        "reaches": ["back", "thigh", "knee", "calf", "foot"],
        "reach_before": "thigh",
        "recorded": None,
    } | more


def tick(now: int) -> dict[str, Any]:
    return {"type": "tick", "now": now}


def stopping(
    *, reach: str = "thigh", back: int = 1, leg: int = 2, moved: str = "same", now: int = 7000
) -> list[dict[str, Any]]:
    """A press on Stop, and the answers to its three questions."""
    answers = ({"reach": reach}, {"back": back, "leg": leg}, {"moved": moved})
    return [
        {"type": "stop", "now": now},
        *({"type": "answer", "answers": answer} for answer in answers),
    ]


def places(step: dict[str, Any]) -> list[tuple[str, int]]:
    return [(place["line"], place["number"]) for place in step["closed"]]


def told(step: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The reports of sets: line, number, kind, repetitions, seconds."""
    names = ("line", "number", "kind", "repetitions", "seconds")
    return [
        tuple(report["body"][name] for name in names)
        for report in step["reports"]
        if report["to"] == "events"
    ]
