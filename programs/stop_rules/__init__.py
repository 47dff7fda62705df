"""The stop rules (clinical rules 5): decision tables as data, judged alike on server and phone."""

from programs.stop_rules.judge import Decision, FindingRefused, TableRefused, decide, stricter
from programs.stop_rules.limits import ExerciseLimits, LimitRefused, Limits
from programs.stop_rules.patient_words import REASONS, all_words
from programs.stop_rules.phrases import PatientWords
from programs.stop_rules.publication import Rules, check, publish, rules_of
from programs.stop_rules.rows import VERSION, Alert, Outcome, Policy, Row

__all__ = [
    "REASONS",
    "VERSION",
    "Alert",
    "Decision",
    "ExerciseLimits",
    "FindingRefused",
    "LimitRefused",
    "Limits",
    "Outcome",
    "PatientWords",
    "Policy",
    "Row",
    "Rules",
    "TableRefused",
    "all_words",
    "check",
    "decide",
    "publish",
    "rules_of",
    "stricter",
    "words",
]


def words(decision: Decision) -> PatientWords:
    """What the patient reads after this decision."""
    return REASONS[decision.reason]
