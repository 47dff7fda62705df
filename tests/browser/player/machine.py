"""A small session for the state machine to play: its document, its events, what it tells."""

from typing import Any

from people.body import PLACES
from programs.stop_rules import Limits, Outcome, Policy, publish
from programs.thresholds import DEFAULTS

NO_SIGNS = {"type": "answer", "flags": [], "numb": False}
START = {"type": "start", "now": 0}
STOP = {"type": "stop", "now": 7000}
GO_ON = {"type": "go-on", "now": 9000}


def line(
    name: str,
    *,
    sets: int = 1,
    repetitions: int = 4,
    rest: int = 5,
    pace: str = "repetitions",
    easier: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Four repetitions of 3, 1 and 3 seconds, unless the test says otherwise."""
    phases = [("move", 3), ("hold", 1), ("back", 3)]
    return {
        "id": name,
        "slug": f"slug-of-{name}",
        "easier": easier,
        "pace": pace,
        "repetitions": repetitions,
        "rest": rest,
        "phases": [{"kind": kind, "seconds": seconds, "next": kind} for kind, seconds in phases],
        "sets": [{"number": number} for number in range(1, sets + 1)],
    }


def document(
    *lines: dict[str, Any],
    policy: Policy = Policy.STRICT,
    limits: Limits | None = None,
    due: tuple[str, ...] = (),
    **more: Any,
) -> dict[str, Any]:
    """`due` names the questions of the check-in that are asked although nothing hurts."""
    tables = publish(policy=policy, limits=limits or Limits(), thresholds=DEFAULTS)["tables"]
    flags = [
        {"code": "foot_drop", "words": "red_flag_same_day", "urgency": 1},
        {"code": "bladder", "words": "red_flag_emergency", "urgency": 3},
    ]
    questions = ("red_flags", "blood_pressure", "new_condition")
    return {
        "slot": 2,
        "day": "2026-11-23",
        "revision_id": "the-revision",
        "lines": list(lines) or [line("one", sets=2), line("two")],
        "check_in": {"rules": tables["check_in"]}
        | {f"{question}_due": question in due for question in questions},
        "stop_rules": tables["during"],
        "directional_preference": False,
        "outcomes": [outcome.value for outcome in Outcome],
        "peripheralised": ["leg_pain_spread", "leg_pain_spread_again"],
        "red_flags": flags,
        "places": {one.code: {"side": one.side, "reach": one.reach} for one in PLACES},
        "reaches": ["back", "thigh", "knee", "calf", "foot"],
        "reach_before": "thigh",
        "recorded": None,
    } | more


def feeling(*, back: int = 0, leg: int = 0, ill: bool = False) -> dict[str, Any]:
    """The first answer of the check-in."""
    return {"type": "answer", "answers": {"back": back, "leg": leg, "ill": ill}}


def where(*places: str) -> dict[str, Any]:
    return {"type": "answer", "answers": {"places": list(places)}}


def measured(systolic: int | None, diastolic: int | None) -> dict[str, Any]:
    return {"type": "answer", "answers": {"systolic": systolic, "diastolic": diastolic}}


def new(*kinds: str) -> dict[str, Any]:
    return {"type": "answer", "answers": {"new_condition": list(kinds)}}


def signs(*flags: str, numb: bool = False) -> dict[str, Any]:
    return {"type": "answer", "flags": list(flags), "numb": numb}


#: The check-in of a patient whom the back and the thigh hurt a little.
WELL = [feeling(back=1, leg=2), where("low_back_left", "thigh_back_left"), NO_SIGNS]


def tick(now: int) -> dict[str, Any]:
    return {"type": "tick", "now": now}


def stopping(
    *places: str, back: int = 1, leg: int = 2, moved: str = "same", now: int = 7000
) -> list[dict[str, Any]]:
    """A press on Stop, the answers to its three questions, and no warning sign where it hurts."""
    answers = ({"places": list(places)}, {"back": back, "leg": leg}, {"moved": moved})
    return [
        {"type": "stop", "now": now},
        *({"type": "answer", "answers": answer} for answer in answers),
        *([NO_SIGNS] if back or leg else []),
    ]


def recorded(**more: Any) -> dict[str, Any]:
    """What the server has kept of a session that was just begun."""
    return {
        "status": "running",
        "back": 1,
        "leg": 2,
        "places": ["thigh_back_left"],
        "closed": [],
        "times_peripheralised": 0,
        "reduced": [],
        "eased": [],
        "decision": None,
    } | more


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
