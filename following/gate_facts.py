"""What beside the sessions tells whether a stage may open: read for many programs at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from following.evidence import LoggedSession, gather, looked_back
from following.models import MorningCheck, Session
from programs import gates, reading
from programs.evidence import Evidence
from programs.gates import GateState
from programs.models import Program, StageDeclined, StageOpening
from programs.thresholds import Thresholds

Programs = dict[UUID, Program]


@dataclass(frozen=True)
class GateFacts:
    """`closed` and `declined` hold the newest of each stage."""

    program: Program
    thresholds: Thresholds
    mornings: tuple[MorningCheck, ...]
    closed: dict[int, StageOpening]
    declined: dict[int, StageDeclined]

    def evidence(
        self,
        stage: int,
        sessions: Iterable[LoggedSession],
        *,
        on: date,
        sits_ten_minutes: bool | None = None,
    ) -> Evidence:
        """What the answers say of one stage, counted from its last closing on."""
        return gather(
            sessions,
            self.mornings,
            on=on,
            since=self.closed_on(stage),
            sits_ten_minutes=sits_ten_minutes,
        )

    def judge(self, stage: int, evidence: Evidence) -> GateState:
        return gates.judge(stage, evidence, self.thresholds)

    def closed_on(self, stage: int) -> date | None:
        opening = self.closed.get(stage)
        return self._day(opening.closed_at) if opening and opening.closed_at else None

    def declined_on(self, stage: int) -> date | None:
        declined = self.declined.get(stage)
        return self._day(declined.declined_at) if declined else None

    def _day(self, moment: datetime) -> date:
        return self.program.patient.local(moment).date()


def gate_facts_of(programs: Iterable[Program], *, at: datetime) -> dict[UUID, GateFacts]:
    """The facts of each program, in as many queries for one as for a hundred of a clinic."""
    by_id = {program.pk: program for program in programs}
    numbers = {
        clinic: reading.thresholds_of(clinic)
        for clinic in {program.clinic_id for program in by_id.values()}
    }
    mornings, closed, declined = _mornings(by_id, numbers, at), _closed(by_id), _declined(by_id)
    return {
        key: GateFacts(
            program=program,
            thresholds=numbers[program.clinic_id],
            mornings=tuple(mornings[key]),
            closed=closed[key],
            declined=declined[key],
        )
        for key, program in by_id.items()
    }


def sessions_for_gates(program: Program, *, on: date, thresholds: Thresholds) -> QuerySet[Session]:
    """The sessions of this program that the gates may look back to."""
    return Session.objects.filter(
        clinic=program.clinic_id, program=program, local_date__gte=on - looked_back(thresholds)
    )


def _mornings(
    by_id: Programs, numbers: dict[UUID, Thresholds], at: datetime
) -> dict[UUID, list[MorningCheck]]:
    furthest = max((looked_back(one) for one in numbers.values()), default=timedelta())
    rows = MorningCheck.objects.filter(
        clinic__in=numbers, program__in=by_id, local_date__gte=at.date() - furthest
    )
    found: dict[UUID, list[MorningCheck]] = defaultdict(list)
    for row in rows.only("program_id", "local_date", "back", "leg"):
        found[row.program_id].append(row)
    return found


def _closed(by_id: Programs) -> dict[UUID, dict[int, StageOpening]]:
    rows = StageOpening.objects.filter(
        clinic__in=_clinics(by_id), program__in=by_id, closed_at__isnull=False
    )
    found: dict[UUID, dict[int, StageOpening]] = defaultdict(dict)
    for row in rows.order_by("closed_at"):
        found[row.program_id][row.stage] = row
    return found


def _declined(by_id: Programs) -> dict[UUID, dict[int, StageDeclined]]:
    rows = StageDeclined.objects.filter(clinic__in=_clinics(by_id), program__in=by_id)
    found: dict[UUID, dict[int, StageDeclined]] = defaultdict(dict)
    for row in rows.select_related("declined_by").order_by("declined_at"):
        found[row.program_id][row.stage] = row
    return found


def _clinics(by_id: Programs) -> set[UUID]:
    return {program.clinic_id for program in by_id.values()}
