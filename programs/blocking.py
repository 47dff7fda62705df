"""Which exercises a patient's findings block, finding by finding, in words for the doctor."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import ngettext

from exercises.models import Exercise
from people.models import Patient
from programs import reading
from programs.safety import Finding


@dataclass(frozen=True)
class Blocking:
    """One finding with the names of the exercises it blocks, and of those now prescribed."""

    finding: Finding
    names: tuple[str, ...]
    prescribed: tuple[str, ...]

    @property
    def words(self) -> str:
        count = len(self.names)
        return ngettext(
            "%(finding)s blocks %(count)s exercise of the library",
            "%(finding)s blocks %(count)s exercises of the library",
            count,
        ) % {"finding": self.finding.label, "count": count}


def blocking_of(patient: Patient, findings: Iterable[Finding]) -> Iterator[Blocking]:
    """What each finding blocks while it is not cleared; one that blocks nothing is left out."""
    limiting = [found for found in findings if found.blocks]
    if not limiting:
        return
    library = list(
        Exercise.objects.filter(clinic=None, status=Exercise.Status.PUBLISHED)
        .order_by("name")
        .values_list("name", "contraindications")
    )
    program = reading.current_program(patient)
    prescribed = [line.exercise for line in reading.newest_lines(program)] if program else []
    for found in limiting:
        yield Blocking(
            found,
            names=tuple(name for name, codes in library if set(codes) & set(found.blocks)),
            prescribed=tuple(
                one.name for one in prescribed if set(one.contraindications) & set(found.blocks)
            ),
        )
