"""How much of the plan a session asks for: less after a worse morning, least on a bad day."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date

from following.models import FlareDay, MorningCheck, Session
from following.mornings import A_DAY
from programs.dosage import lessened
from programs.models import PrescribedLine, Program, Revision
from programs.stop_rules import Outcome

#: Percent of the repetitions on an ordinary day.
WHOLE = 100


@dataclass(frozen=True)
class Dose:
    """The share of the repetitions, or on a bad day the doses that the doctor set for those."""

    percent: int = WHOLE
    is_flare: bool = False

    def of(self, lines: Iterable[PrescribedLine]) -> tuple[PrescribedLine, ...]:
        """The lines that are done, with this dose in them: copies that are never saved."""
        if self.is_flare:
            return tuple(on_a_bad_day(line) for line in lines if line.is_for_bad_days)
        return tuple(_with_less(line, self.percent) for line in lines)


def dose_of(session: Session) -> Dose:
    return Dose(percent=session.dose_percent, is_flare=session.is_flare)


def on_a_bad_day(line: PrescribedLine) -> PrescribedLine:
    """A copy of a line for bad days, with the dose it has on those."""
    least = copy(line)
    least.sets, least.repetitions = line.flare_sets or 0, line.flare_repetitions or 0
    return least


def dose_on(
    program: Program, revision: Revision, *, day: date, morning: MorningCheck | None
) -> Dose:
    """The dose of the session begun next that day; `morning` is the newest check up to it."""
    bad = FlareDay.objects.filter(
        clinic=program.clinic_id, patient=program.patient_id, local_date=day
    )
    if bad.exists():
        return Dose(is_flare=True)
    if morning is None or morning.outcome != Outcome.LESS_NEXT_TIME or _is_past(morning):
        return Dose()
    return Dose(percent=revision.rules.next_session_percent)


def _is_past(morning: MorningCheck) -> bool:
    """Whether a session has been done with less since; the least of a bad day is no such one."""
    since = Session.objects.filter(
        clinic=morning.clinic_id,
        patient=morning.patient_id,
        program=morning.program_id,
        # A trip over the date line may turn the day back.
        local_date__gte=morning.local_date - A_DAY,
        started_at__gte=morning.happened_at,
        # A page that was opened before the morning was answered asks for all of it.
        dose_percent__lt=WHOLE,
        is_flare=False,
    )
    return since.exclude(status=Session.Status.REFUSED).exists()


def _with_less(line: PrescribedLine, percent: int) -> PrescribedLine:
    dosage, less = lessened(line.dosage, percent=percent), copy(line)
    less.repetitions, less.hold = dosage.repetitions, dosage.hold
    return less
