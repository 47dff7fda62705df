"""The numbers of the clinical rules marked [D]: our defaults, which a clinic may change."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Thresholds:
    """Pain in NPRS points, time in days unless named weeks, shares in percent (rules 5, 6)."""

    worse_morning_points: int = 2
    next_session_percent: int = 60
    lasting_leg_pain: int = 4
    median_rise: int = 2
    severe_pain: int = 7
    stopped_sessions: int = 2
    reminder_after_days: int = 7
    release_again_after_days: int = 14
    low_adherence_percent: int = 50
    good_sessions_for_sitting: int = 5
    most_leg_pain_for_sitting: int = 2
    pain_free_days_for_standing: int = 7
    pain_free_weeks_for_prevention: int = 12


DEFAULTS = Thresholds()

#: The lowest and the highest that a clinic may choose.
RANGES = {
    "worse_morning_points": (1, 3),
    "next_session_percent": (20, 90),
    "lasting_leg_pain": (1, 6),
    "median_rise": (1, 4),
    "severe_pain": (5, 9),
    "stopped_sessions": (1, 4),
    "reminder_after_days": (3, 14),
    "release_again_after_days": (7, 28),
    "low_adherence_percent": (10, 90),
    "good_sessions_for_sitting": (3, 20),
    "most_leg_pain_for_sitting": (0, 3),
    "pain_free_days_for_standing": (3, 28),
    "pain_free_weeks_for_prevention": (6, 52),
}
