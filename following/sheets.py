"""Outcome measures of one patient: what is to be answered now, and what the answers came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from following import outcomes
from following.models import AnswerSheet
from following.outcomes import MEASURES, Change, Measure
from following.outcomes.measures import Words
from people.models import Patient
from programs import reading
from programs.models import Program

#: A sheet is of one time: what was left for longer is begun anew [D].
LASTS = timedelta(days=2)

CHANGES: Mapping[Change, str | Promise] = {
    Change.BETTER: _lazy("Better since the first time, by enough to matter."),
    Change.SAME: _lazy("No change that matters since the first time."),
    Change.WORSE: _lazy("Worse since the first time, by enough to matter."),
}


@dataclass(frozen=True)
class Due:
    """A measure to answer now, with how many of its questions are answered already."""

    measure: Measure
    answered: int = 0
    questions: int = 0


@dataclass(frozen=True)
class Question:
    """One question of a sheet as it is asked, with the answer given before, if there is one."""

    number: int
    count: int
    words: Words
    given: int | None

    @property
    def before(self) -> int:
        """The number of the question before this one, 0 at the first."""
        return self.number - 1

    @property
    def place(self) -> str:
        return _("Question %(number)s of %(count)s") % {"number": self.number, "count": self.count}


@dataclass(frozen=True)
class Result:
    """The finished sheets of one measure, oldest first; at least one."""

    measure: Measure
    sheets: tuple[AnswerSheet, ...]

    @property
    def first(self) -> AnswerSheet:
        return self.sheets[0]

    @property
    def latest(self) -> AnswerSheet:
        return self.sheets[-1]

    @property
    def change(self) -> Change | None:
        """Since the first sheet; None when there is only that one."""
        first, latest = self.first.score, self.latest.score
        if len(self.sheets) == 1 or first is None or latest is None:
            return None
        return outcomes.change_of(self.measure, first=first, latest=latest)

    @property
    def in_words(self) -> str | Promise:
        """What became of it, for a doctor; nothing where no change is known to matter."""
        return CHANGES.get(self.change, "") if self.change else ""


def due_of(patient: Patient, *, at: datetime) -> tuple[Due, ...]:
    return due_in(reading.current_program(patient), at=at)


def due_in(program: Program | None, *, at: datetime) -> tuple[Due, ...]:
    """What the patient of a program at home is asked now, first what was begun."""
    if program is None or program.status != Program.Status.HOME:
        return ()
    opened = {one.measure: one for one in _open_sheets(program.patient, at)}
    finished = _last_finished(program)
    found = [
        _due(measure, opened.get(code))
        for code, measure in MEASURES.items()
        if code in opened or _is_asked(program, measure, finished, at)
    ]
    return tuple(sorted(found, key=lambda one: not one.answered))


def next_on(patient: Patient, measure: Measure, *, at: datetime) -> date | None:
    """The day on which a measure that is not to be answered now is asked again."""
    program = reading.current_program(patient)
    if program is None or program.released_at is None:
        return None
    return outcomes.next_on(
        measure.code,
        released_on=patient.local(program.released_at).date(),
        last=_last_finished(program).get(measure.code),
        on=patient.local(at).date(),
    )


def results_of(program: Program) -> tuple[Result, ...]:
    rows = AnswerSheet.objects.own(program.patient).finished().filter(program=program)
    in_order = sorted(rows.order_by("finished_at"), key=_place)
    return tuple(
        Result(MEASURES[code], tuple(sheets))
        for code, sheets in groupby(in_order, key=lambda sheet: sheet.measure)
    )


def result_of(patient: Patient, measure: Measure) -> Result | None:
    program = reading.current_program(patient)
    found = results_of(program) if program else ()
    return next((one for one in found if one.measure.code == measure.code), None)


def begun(patient: Patient, measure: Measure, *, at: datetime) -> AnswerSheet | None:
    """The sheet that the patient is in the middle of."""
    return next((one for one in _open_sheets(patient, at) if one.measure == measure.code), None)


def question_of(sheet: AnswerSheet, number: int) -> Question:
    index = number - 1
    return Question(number, len(sheet.answers), sheet.questions[index], sheet.answers[index])


def is_stale(sheet: AnswerSheet, *, at: datetime) -> bool:
    return at - sheet.started_at > LASTS


def _open_sheets(patient: Patient, at: datetime) -> list[AnswerSheet]:
    rows = AnswerSheet.objects.own(patient).open()
    return [sheet for sheet in rows if not is_stale(sheet, at=at)]


def _last_finished(program: Program) -> Mapping[str, date]:
    rows = AnswerSheet.objects.own(program.patient).finished().filter(program=program)
    return dict(rows.values_list("measure").annotate(last=Max("finished_on")).order_by())


def _is_asked(
    program: Program, measure: Measure, finished: Mapping[str, date], at: datetime
) -> bool:
    if program.released_at is None:
        return False
    local = program.patient.local
    return outcomes.is_due(
        measure.code,
        released_on=local(program.released_at).date(),
        last=finished.get(measure.code),
        on=local(at).date(),
    )


def _due(measure: Measure, sheet: AnswerSheet | None) -> Due:
    if sheet is None:
        return Due(measure)
    answered = sum(answer is not None for answer in sheet.answers)
    return Due(measure, answered, len(sheet.questions))


def _place(sheet: AnswerSheet) -> int:
    return list(MEASURES).index(sheet.measure)
