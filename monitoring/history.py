"""A patient's history in words: who decided what, when and why, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring import reasons
from monitoring.record.stages import steps_of
from monitoring.screening_words import WORDS
from people.models import Patient, User
from programs import change_words
from programs.models import PrescribedLine, Program, ProgramEvent, RedFlagCheck, Revision
from programs.models.screening import ScreeningEntry

A_PAGE = 30
#: What revisions and stages tell with more than the event of the same moment has.
TOLD_ELSEWHERE = (
    ProgramEvent.Kind.PRESCRIBED,
    ProgramEvent.Kind.OPENED,
    ProgramEvent.Kind.CLOSED,
)
#: Pauses that no stop rule made.
PAUSED_BY: dict[str, str | Promise] = {
    "doctor": gettext_lazy("The doctor paused it"),
    "contraindication": gettext_lazy("A contraindication was found"),
    "sciatica_exacerbation": gettext_lazy("Exacerbation of sciatica was found"),
}


@dataclass(frozen=True)
class Entry:
    """One decision; `by` is None when a rule took it, and `details` are read on request."""

    at: datetime
    what: str
    by: User | None
    why: str = ""
    notes: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


def history_of(patient: Patient, *, page: str | int) -> Page[Entry]:
    programs = list(Program.objects.filter(clinic=patient.clinic_id, patient=patient))
    entries = [
        *_steps_taken(patient, programs),
        *_revisions(patient, programs),
        *(
            Entry(step.at, step.what, step.by, step.why, tuple(filter(None, [step.evidence])))
            for step in steps_of(programs)
        ),
        *(entry for model in WORDS for entry in _screened(model, patient)),
    ]
    entries.sort(key=lambda entry: entry.at, reverse=True)
    return Paginator(entries, A_PAGE).get_page(page)


def _steps_taken(patient: Patient, programs: Iterable[Program]) -> Iterator[Entry]:
    mine = ProgramEvent.objects.filter(clinic=patient.clinic_id, program__in=programs)
    for event in mine.exclude(kind__in=TOLD_ELSEWHERE).select_related("by"):
        paused = event.kind == ProgramEvent.Kind.SUSPENDED
        why = _why_paused(event.reason) if paused else event.reason
        yield Entry(event.at, event.get_kind_display(), event.by, why)


def _why_paused(because: str) -> str:
    return str(PAUSED_BY.get(because) or reasons.title(because, {}))


def _revisions(patient: Patient, programs: Iterable[Program]) -> Iterator[Entry]:
    mine = {"clinic": patient.clinic_id, "revision__program__in": programs}
    blocked = PrescribedLine.objects.filter(**mine).exclude(override_reason="")
    overrides = list(blocked.select_related("exercise").order_by("place"))
    revisions = Revision.objects.filter(clinic=patient.clinic_id, program__in=programs)
    for one in revisions.select_related("author"):
        yield Entry(
            at=one.prescribed_at,
            what=_("Revision %(number)s prescribed") % {"number": one.number},
            by=one.author,
            why=one.why,
            notes=tuple(_override(line) for line in overrides if line.revision_id == one.pk),
            details=tuple(change_words.sentences(one.changes)),
        )


def _override(line: PrescribedLine) -> str:
    words = _("%(exercise)s is blocked, and was prescribed because: %(reason)s")
    return words % {"exercise": line.exercise.name, "reason": line.override_reason}


def _screened(model: type[ScreeningEntry], patient: Patient) -> Iterator[Entry]:
    rows: QuerySet[Any] = QuerySet(model).filter(clinic=patient.clinic_id, patient=patient)
    if model is RedFlagCheck:
        # A patient's weekly "none of these" decides nothing.
        rows = rows.filter(Q(flags__len__gt=0) | ~Q(recorded_by=patient.user_id))
    for row in rows.select_related("recorded_by"):
        what, why, notes = WORDS[model](row)
        yield Entry(row.recorded_at, what, row.recorded_by, why, tuple(notes))
