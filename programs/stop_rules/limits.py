"""The limits on pain that a doctor sets for one program: tighter than the tables, never looser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from programs.stop_rules.rows import Alert, Condition, Outcome, Row, from_, row

#: Pain of 6 stops any session, and pain of 4 changes any exercise: a limit lies below (NPRS).
HIGHEST = {"stop_exercise_at": 3, "stop_session_at": 5}


class LimitRefused(ValueError):
    """A limit that would not be tighter than the tables are."""


@dataclass(frozen=True)
class ExerciseLimits:
    """The pain at which an exercise stops, and at which the session does; None as in the tables."""

    stop_exercise_at: int | None = None
    stop_session_at: int | None = None

    def __post_init__(self) -> None:
        for name, highest in HIGHEST.items():
            limit = getattr(self, name)
            if limit is not None and not (type(limit) is int and 1 <= limit <= highest):
                raise LimitRefused(f"{name} must be 1 to {highest}, or None, not {limit!r}.")


@dataclass(frozen=True)
class Limits(ExerciseLimits):
    """The limits of a whole program, and of single exercises by their slug."""

    exercises: Mapping[str, ExerciseLimits] = field(default_factory=dict)


def limits_of_sessions(limits: Limits) -> Iterator[Row]:
    for suffix, where, pain in _set(limits, "stop_session_at"):
        yield row(
            f"limit-session{suffix}",
            [*where, from_("pain", pain)],
            Outcome.STOP_SESSION,
            alert=Alert.SAME_DAY,
            reason="limit_session",
        )


def limits_of_exercises(limits: Limits) -> Iterator[Row]:
    for suffix, where, pain in _set(limits, "stop_exercise_at"):
        yield row(
            f"limit-exercise{suffix}",
            [*where, from_("pain", pain)],
            Outcome.STOP_EXERCISE,
            reason="limit_exercise",
        )


def _set(limits: Limits, name: str) -> Iterator[tuple[str, list[Condition], int]]:
    """A suffix for the row's name, where it holds, and the pain, of each limit that is set."""
    everywhere: list[tuple[str, list[Condition], ExerciseLimits]] = [("", [], limits)]
    # Numbered, because a slug may be longer than the name of a rule in the record.
    single = (
        (f"-{number}", [["exercise", "is", slug]], own)
        for number, (slug, own) in enumerate(limits.exercises.items(), start=1)
    )
    for suffix, where, own in (*everywhere, *single):
        if (pain := getattr(own, name)) is not None:
            yield suffix, where, pain
