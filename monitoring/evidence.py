"""What a patient's own sessions say about opening the next stage (clinical rules, 6).

Each doubt counts against opening: an answer that was not given is not a zero, and old answers
say nothing of today.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from following.pain_free import LONGEST_SILENCE, pain_free_days
from monitoring.logged import DONE, LoggedSession
from programs.gates import Evidence


def gather(
    sessions: Iterable[LoggedSession], *, on: date, sits_ten_minutes: bool | None = None
) -> Evidence:
    """Evidence for the gates from one patient's sessions, in any order, as of that day."""
    newest_first = sorted(sessions, key=lambda one: (one.local_date, one.slot), reverse=True)
    return Evidence(
        sessions_in_a_row_without_stop=_sessions_in_a_row(newest_first),
        sits_ten_minutes=sits_ten_minutes,
        leg_pain_now=_leg_pain_now(newest_first, on),
        pain_free_days=pain_free_days(newest_first, on=on),
    )


def _sessions_in_a_row(newest_first: Sequence[LoggedSession]) -> int:
    """Finished sessions since the last one that was stopped or refused; empty ones do not count."""
    count = 0
    for session in newest_first:
        if session.went_wrong:
            break
        count += session.status == DONE and session.sets_done > 0
    return count


def _leg_pain_now(newest_first: Sequence[LoggedSession], on: date) -> int | None:
    for session in newest_first:
        if on - session.local_date > LONGEST_SILENCE:
            return None
        if session.leg_after is not None:
            return session.leg_after
        if session.leg_before is not None:
            return session.leg_before
    return None
