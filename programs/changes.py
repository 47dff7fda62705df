"""What changed from one revision to the next, as data that pages put in words."""

from collections.abc import Iterable
from typing import Any, Protocol
from uuid import UUID

from programs.dosage import Dosage, as_json


class DosedLine(Protocol):
    exercise_id: UUID

    @property
    def exercise(self) -> Any: ...

    @property
    def dosage(self) -> Dosage: ...


def between(before: Iterable[DosedLine], after: Iterable[DosedLine]) -> list[dict[str, Any]]:
    """A row per exercise added, removed or dosed anew: kind, name, and the doses as JSON."""
    old = {line.exercise_id: line for line in before}
    new = {line.exercise_id: line for line in after}
    rows = [_row("added", line, after=line) for key, line in new.items() if key not in old]
    rows += [_row("removed", line, before=line) for key, line in old.items() if key not in new]
    rows += [
        _row("dosed", line, before=old[key], after=line)
        for key, line in new.items()
        if key in old and old[key].dosage != line.dosage
    ]
    return rows


def _row(
    kind: str,
    line: DosedLine,
    *,
    before: DosedLine | None = None,
    after: DosedLine | None = None,
) -> dict[str, Any]:
    return {
        "kind": kind,
        "slug": line.exercise.slug,
        "name": line.exercise.name,
        "before": as_json(before.dosage) if before else None,
        "after": as_json(after.dosage) if after else None,
    }
