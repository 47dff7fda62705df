"""What changed from one revision to the next, as data that `change_words` puts in words."""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol
from uuid import UUID

from programs.dosage import Dosage, as_json

Row = dict[str, Any]
Values = dict[str, Any] | str | None


class PrescribedTerms(Protocol):
    pain_policy: str
    directional_preference: str
    stop_exercise_at: int | None
    stop_session_at: int | None


class DosedLine(Protocol):
    exercise_id: UUID
    stop_exercise_at: int | None
    stop_session_at: int | None

    @property
    def exercise(self) -> Any: ...

    @property
    def easier(self) -> Any: ...

    @property
    def dosage(self) -> Dosage: ...

    @property
    def bad_day(self) -> Dosage | None: ...


def between(before: Iterable[DosedLine], after: Iterable[DosedLine]) -> list[Row]:
    """A row per exercise added, removed or dosed anew, and per safeguard set or given up."""
    old = {line.exercise_id: line for line in before}
    new = {line.exercise_id: line for line in after}
    rows = [_row("added", line, None, _dose(line)) for key, line in new.items() if key not in old]
    rows += [
        _row("removed", line, _dose(line), None) for key, line in old.items() if key not in new
    ]
    rows += [
        _row("dosed", line, _dose(old[key]), _dose(line))
        for key, line in new.items()
        if key in old and old[key].dosage != line.dosage
    ]
    return [*rows, *(row for key, line in new.items() for row in _safeguards(old.get(key), line))]


def of_terms(before: PrescribedTerms | None, after: PrescribedTerms) -> list[Row]:
    """A row per rule of the whole program that has changed; a first revision changes none."""
    if before is None:
        return []
    pairs = (
        ("policy", before.pain_policy, after.pain_policy),
        ("preference", before.directional_preference, after.directional_preference),
        ("limits", _limits(before), _limits(after)),
    )
    return [{"kind": kind, "before": old, "after": new} for kind, old, new in pairs if old != new]


def _safeguards(old: DosedLine | None, new: DosedLine) -> Iterator[Row]:
    for kind, value_of in (("limits", _limits), ("easier", _easier), ("bad_day", _bad_day)):
        before, after = value_of(old) if old else None, value_of(new)
        if before != after:
            yield _row(kind, new, before, after)


def _limits(one: DosedLine | PrescribedTerms) -> Values:
    limits = {"stop_exercise_at": one.stop_exercise_at, "stop_session_at": one.stop_session_at}
    return limits if any(limits.values()) else None


def _easier(line: DosedLine) -> Values:
    return {"slug": line.easier.slug, "name": line.easier.name} if line.easier else None


def _bad_day(line: DosedLine) -> Values:
    """Only what the doctor sets for it: the rest of the dose changes with the line's own."""
    return (
        {"sets": line.bad_day.sets, "repetitions": line.bad_day.repetitions}
        if line.bad_day
        else None
    )


def _dose(line: DosedLine) -> Values:
    return as_json(line.dosage)


def _row(kind: str, line: DosedLine, before: Values, after: Values) -> Row:
    names = {"slug": line.exercise.slug, "name": line.exercise.name}
    return {"kind": kind, **names, "before": before, "after": after}
