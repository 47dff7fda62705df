"""The stop rules (clinical rules 5): decision tables as data, judged alike on server and phone."""

from programs.stop_rules.judge import Decision, TableRefused, check_table, decide
from programs.stop_rules.patient_words import REASONS, PatientWords, all_words
from programs.stop_rules.rows import VERSION, Alert, Outcome, Policy, Row, check_in_table, table

__all__ = [
    "REASONS",
    "VERSION",
    "Alert",
    "Decision",
    "Outcome",
    "PatientWords",
    "Policy",
    "Row",
    "TableRefused",
    "all_words",
    "check_in_table",
    "check_table",
    "decide",
    "table",
    "words",
]


def words(decision: Decision) -> PatientWords:
    """What the patient reads after this decision."""
    return REASONS[decision.reason]
