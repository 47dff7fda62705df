"""Two demo clinics with life in them: 3 doctors, 25 patients, 60 days of logs, all invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from exercises.models import Exercise
from exercises.services import load_library
from following.services.red_flags import answer_red_flags
from monitoring import services, watch
from monitoring.demo.answers import answer_all, write_notes
from monitoring.demo.batch import Batch
from monitoring.demo.cast import CAST, FIRST, Person
from monitoring.demo.people import DOCTORS, Staff, enrol, hire, screen
from monitoring.demo.prescriptions import Prescription, prescribe
from monitoring.demo.sessions import Diary, Judged
from monitoring.models import Letter
from people.models import Patient, User
from programs.services import drafting, supervision

ACCOUNTS = (*DOCTORS, "patient")
#: Older alerts have long been dealt with.
STILL_OPEN = timedelta(days=3)


@transaction.atomic
def make(*, now: datetime) -> bool:
    """Make the demo once; False when it is there already."""
    if User.objects.filter(email="doctor@demo.example").exists():
        return False
    load_library()
    library = {one.slug: one for one in Exercise.objects.select_related("current")}
    batch = Batch()
    staff = hire(batch)
    lives = [_life(batch, staff, person, library, now) for person in CAST]
    batch.insert()
    for person, patient, plan, judged in lives:
        _follow_up(person, patient, plan, judged, library, now)
    watch.run_due(at=now, with_post=False)
    # Nobody lives at the invented addresses.
    clinics = {patient.clinic_id for _person, patient, *_rest in lives}
    Letter.objects.filter(clinic__in=clinics, sent_at=None).update(sent_at=now)
    return True


Life = tuple[Person, Patient, Prescription | None, list[Judged]]


def _life(
    batch: Batch, staff: Staff, person: Person, library: Mapping[str, Exercise], now: datetime
) -> Life:
    story = person.story
    begun = now - timedelta(days=story.days + 3)
    patient = enrol(batch, staff, person, at=begun)
    if not story.status:
        return person, patient, None, []
    screen(batch, patient, person, at=begun, now=now)
    if story.status == "draft":
        return person, patient, None, []
    plan = prescribe(batch, patient, story, library, now=now)
    judged = Diary(batch, patient, story, plan, now).write() if story.days else []
    answer_all(batch, patient, story, plan)
    if person.account:
        write_notes(batch, patient, now=now)
    return person, patient, plan, judged


def _follow_up(
    person: Person,
    patient: Patient,
    plan: Prescription | None,
    judged: list[Judged],
    library: Mapping[str, Exercise],
    now: datetime,
) -> None:
    """What the product itself does about what was reported, through its own doors."""
    if person.story.status == "draft":
        program = drafting.draft_of(patient=patient, by=patient.doctor.user)
        chosen = [library[slug] for slug in FIRST.exercises]
        drafting.add_all(
            program=program, exercises=chosen, save=drafting.Save(program.draft_version)
        )
    for one in judged:
        _raise(patient, one, now)
        if one.decision.suspend and plan:
            because = one.decision.reason
            supervision.suspend(program=plan.program, because=because, at=one.at)
    if person.story.red_flags and patient.user:
        answer_red_flags(patient=patient, by=patient.user, flags=person.story.red_flags)


def _raise(patient: Patient, one: Judged, now: datetime) -> None:
    alert = services.raise_for(
        patient=patient, session=one.session, stop=one.stop, decision=one.decision, at=one.at
    )
    if alert and one.at < now - STILL_OPEN:
        services.resolve(
            alert=alert,
            by=patient.doctor.user,
            note="Called the patient: settled after two days of rest.",
            at=one.at + timedelta(hours=3),
        )
