"""The table for what the record shows over days, judged once a day."""

from __future__ import annotations

from programs.stop_rules.rows import Alert, Condition, Outcome, Row, from_, row, said
from programs.thresholds import Thresholds


def table(thresholds: Thresholds) -> list[Row]:
    """The rows over days; what a doctor must see the same day comes before what may wait a day."""
    return [
        _pauses(
            "severe-pain",
            from_("worst_pain", thresholds.severe_pain),
            Alert.SAME_DAY,
            "severe_pain",
        ),
        _pauses(
            "sessions-stopped",
            from_("stopped_sessions", thresholds.stopped_sessions),
            Alert.SAME_DAY,
            "stopped_twice",
        ),
        _pauses("new-condition", said("new_condition"), Alert.WORKING_DAY, "new_condition"),
        _pauses(
            "clearance-lapsed", said("clearance_lapsed"), Alert.WORKING_DAY, "clearance_lapsed"
        ),
        _pauses(
            "leg-pain-lasting",
            from_("leg_two_days_running", thresholds.lasting_leg_pain),
            Alert.WORKING_DAY,
            "leg_pain_lasting",
        ),
        _pauses(
            "pain-median-rose",
            from_("median_rise", thresholds.median_rise),
            Alert.WORKING_DAY,
            "pain_median_rose",
        ),
        _pauses(
            "silent-long",
            from_("silent_days", thresholds.release_again_after_days),
            Alert.NOTICE,
            "silent_long",
        ),
        row(
            "silent",
            [from_("silent_days", thresholds.reminder_after_days)],
            Outcome.REMIND,
            alert=Alert.NOTICE,
            reason="silent",
        ),
        row(
            "low-adherence",
            [["adherence_percent", "below", thresholds.low_adherence_percent]],
            Outcome.SUGGEST_SIMPLER,
            alert=Alert.NOTICE,
            reason="low_adherence",
        ),
        row("on-course", [], Outcome.CONTINUE, reason="on_course"),
    ]


def _pauses(name: str, condition: Condition, alert: Alert, reason: str) -> Row:
    return row(name, [condition], Outcome.NO_SESSION, suspend=True, alert=alert, reason=reason)
