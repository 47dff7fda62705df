"""The tables that the vectors are made for: every moment, policy and kind of limit."""

from functools import cache
from typing import Any

from programs.stop_rules import ExerciseLimits, Limits, Policy, Row, Rules, publish, rules_of
from programs.stop_rules.fields import FIELDS, MEASURES, MOMENTS, Number
from programs.thresholds import DEFAULTS, Thresholds

LIMITS = {
    "no limits": Limits(),
    "program limits": Limits(stop_exercise_at=2, stop_session_at=4),
    "exercise limits": Limits(
        exercises={"bird-dog": ExerciseLimits(1, 3), "clamshell": ExerciseLimits(3, None)}
    ),
    "both limits": Limits(3, 5, {"bird-dog": ExerciseLimits(1, 2)}),
}
CAREFUL = Thresholds(
    worse_morning_points=1,
    lasting_leg_pain=3,
    median_rise=1,
    severe_pain=5,
    stopped_sessions=1,
    reminder_after_days=3,
    release_again_after_days=10,
    low_adherence_percent=80,
)

#: The moment, and what sets this table apart from the others of it.
Key = tuple[str, str]


def _rules(
    policy: Policy = Policy.STRICT,
    *,
    limits: str = "no limits",
    thresholds: Thresholds = DEFAULTS,
) -> Rules:
    return rules_of(publish(policy=policy, limits=LIMITS[limits], thresholds=thresholds))


TABLES: dict[Key, list[Row]] = {
    **{
        ("during", f"{policy} {limits}"): _rules(policy, limits=limits).during
        for policy in Policy
        for limits in LIMITS
    },
    **{
        ("check_in", limits): _rules(limits=limits).check_in
        for limits in ("no limits", "program limits")
    },
    ("next_morning", "default"): _rules().next_morning,
    ("next_morning", "careful"): _rules(thresholds=CAREFUL).next_morning,
    ("over_days", "default"): _rules().over_days,
    ("over_days", "careful"): _rules(thresholds=CAREFUL).over_days,
}

YES_NO = (False, True, None)
PAIN = (*range(11), None)
USUAL = {
    "back": PAIN,
    "leg": PAIN,
    "back_before": (0, 2, 5, 10, None),
    "leg_before": (0, 1, 2, 4, 10, None),
    "moved": ("same", "down", "up", None),
    "times_peripheralised_before": (0, 1, 2, None),
    "worse_mornings_before": (0, 1, 2, None),
    "exercise": ("bird-dog", "clamshell", "cat-cow", None),
}
MILD = {"adherence_percent": 100, "moved": "same", "exercise": "cat-cow"}
SIGNS = (
    *("red_flag", "chest_pain_or_faint", "numb_or_weak", "ill", "dizzy_or_breathless"),
    *("new_condition", "clearance_lapsed"),
)


@cache
def answers(moment: str) -> dict[str, tuple]:
    """The answers that matter to each field of a moment; of a number, both sides of each limit."""
    asked = [field for field in MOMENTS[moment] if field not in MEASURES]
    return {field: USUAL.get(field) or _answers_to(field, moment) for field in asked}


def mild(moment: str) -> dict[str, Any]:
    """The answers by which nothing is decided."""
    return {field: MILD.get(field, values[0]) for field, values in answers(moment).items()}


def _answers_to(field: str, moment: str) -> tuple:
    domain = FIELDS[field]
    if not isinstance(domain, Number):
        return YES_NO
    limits = {
        value
        for (of, _name), rows in TABLES.items()
        for row in rows
        for read, _operator, value in row["when"]
        if of == moment and read == field
    }
    sides = {side for limit in limits for side in (limit - domain.step, limit)}
    return (*sorted(sides | {max(domain.least, 0), domain.most}), None)
