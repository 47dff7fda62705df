"""Who is to be reminded of a session now: found by asking, and each reminder given once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from following.course import Course, courses_of
from following.models import PushMessage, PushSubscription, Reminder, ReminderChoice, Session
from following.reminders.timing import Due, Logged, due
from monitoring import letters
from monitoring.features import DAY
from programs.models import Program, SignOff
from programs.models.program import ProgramQuerySet
from programs.schedule import Slot, slots_on

EACH = ReminderChoice.Email.EACH


def remind(*, at: datetime) -> int:
    """Remind each patient of what is due, in as many queries for one as for thirty; how many."""
    programs = list(_reachable().select_related("patient__user").order_by("id"))
    if not programs:
        return 0
    choices = ReminderChoice.objects.of_all([one.patient for one in programs])
    courses, taught = courses_of(programs), _taught(programs)
    logged = _logged(programs, courses, at)
    found = []
    for program in programs:
        key, now = program.pk, program.patient.local(at)
        slots = _slots(courses[key], taught[key], now.date())
        one = due(slots, choices[program.patient_id].wish, logged[key], now=now)
        if one is not None:
            found.append(_reminder(program, one, at))
    return _give(found, choices, at=at) if found else 0


def _reachable() -> ProgramQuerySet:
    """The programs at home of those who asked to be reminded of sessions, by whatever way."""
    mine = {"clinic": OuterRef("clinic"), "patient": OuterRef("patient")}
    choices = ReminderChoice.objects.filter(**mine)
    asked = Exists(PushSubscription.objects.filter(**mine)) | Exists(choices.filter(email=EACH))
    is_off = Exists(choices.filter(is_on=False))
    programs = Program.objects.filter(asked, ~is_off, status=Program.Status.HOME)
    return programs.filter(patient__user__is_active=True)


def _slots(course: Course, taught: Collection[UUID], day: date) -> tuple[Slot, ...]:
    lines = (one for one in course.lines_on(day) if one.exercise_id in taught)
    return slots_on(day, [one.schedule for one in lines])


def _taught(programs: Collection[Program]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = SignOff.objects.filter(clinic__in={one.clinic_id for one in programs})
    for row in rows.filter(program__in=programs):
        if row.is_complete:
            found[row.program_id].add(row.exercise_id)
    return found


def _logged(
    programs: Collection[Program], courses: Mapping[UUID, Course], at: datetime
) -> dict[UUID, Logged]:
    """What each patient has done today, where they live, and when they were last reminded."""
    today = {one.pk: one.patient.local(at).date() for one in programs}
    clinics = {one.clinic_id for one in programs}
    recent = {"clinic__in": clinics, "program__in": programs, "local_date__gte": at.date() - DAY}
    begun: dict[UUID, dict[int, datetime]] = defaultdict(dict)
    sessions = Session.objects.filter(**recent)
    for row in sessions.values_list("program", "local_date", "slot", "started_at", "ended_at"):
        program, day, slot, started_at, ended_at = row
        if day == today[program]:
            begun[program][slot] = ended_at or started_at
    given = Reminder.objects.filter(**recent).values("program")
    reminded = dict(given.annotate(last=Max("reminded_at")).values_list("program", "last"))
    return {
        key: Logged(
            begun=frozenset(begun[key]),
            busy_at=max(begun[key].values(), default=None),
            reminded_at=reminded.get(key),
            is_bad_day=day in courses[key].bad_days,
        )
        for key, day in today.items()
    }


def _reminder(program: Program, one: Due, at: datetime) -> Reminder:
    return Reminder(
        clinic_id=program.clinic_id,
        patient=program.patient,
        program=program,
        local_date=program.patient.local(at).date(),
        slot=one.slot,
        turn=one.turn,
        reminded_at=at,
    )


@transaction.atomic
def _give(
    found: Iterable[Reminder], choices: Mapping[UUID, ReminderChoice], *, at: datetime
) -> int:
    """Write the reminders that nobody else wrote meanwhile, with all that goes out for each."""
    asked = {one.pk: one for one in found}
    clinics = {one.clinic_id for one in asked.values()}
    Reminder.objects.bulk_create(asked.values(), ignore_conflicts=True)
    new = Reminder.objects.filter(clinic__in=clinics, pk__in=asked).values_list("pk", flat=True)
    given = {asked[key].patient_id: asked[key] for key in new}
    devices = PushSubscription.objects.filter(clinic__in=clinics, patient__in=given)
    PushMessage.objects.bulk_create(
        PushMessage(
            clinic_id=one.clinic_id,
            reminder=given[one.patient_id],
            subscription=one,
            not_before=at,
        )
        for one in devices
    )
    written = [
        (one.patient, f"{letters.OF_A_SESSION}{one.pk}")
        for key, one in given.items()
        if choices[key].email == EACH
    ]
    letters.to_patients(written, at=at)
    return len(given)
