"""What a doctor sets beside a line's dose, for when it hurts and for bad days."""

from dataclasses import dataclass

from exercises.models import Exercise


@dataclass(frozen=True)
class Safeguards:
    """Limits in NPRS, None as in the table; an easier version; less to do on a bad day, or None."""

    stop_exercise_at: int | None = None
    stop_session_at: int | None = None
    easier: Exercise | None = None
    flare_sets: int | None = None
    flare_repetitions: int | None = None
