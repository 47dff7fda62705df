"""Whose eyes see a page: the people of the demo clinics, and patients made for one picture."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from following.models import MorningCheck
from following.services.entering import has_acknowledged
from people.models import Patient, User
from programs.models import Program, Revision
from programs.services import screening, supervision
from programs.stop_rules import Policy
from tests.factories import (
    AcknowledgementFactory,
    FlareDayFactory,
    MorningCheckFactory,
    PrescribedLineFactory,
    RevisionFactory,
    SessionFactory,
    SignOffFactory,
    exercise,
    prescribed,
    published,
)

DOCTOR = "doctor@demo.example"
ADMINISTRATOR = "admin@demo.example"
A_DAY = timedelta(days=1)


def account(email: str) -> User:
    return User.objects.get(email=email)


def patient_named(name: str) -> Patient:
    return Patient.objects.select_related("user").get(name=name)


def patient_whose(status: str) -> Patient:
    return Patient.objects.filter(program__status=status).order_by("name")[0]


def eyes_of(patient: Patient) -> User:
    """The patient's own account; one is made for a patient who has not come in yet."""
    if patient.user is None:
        patient.user = User.objects.create_user(None, name=patient.name)
        patient.save(update_fields=["user"])
    if not has_acknowledged(patient):
        AcknowledgementFactory(patient=patient)
    return patient.user


def new_patient() -> User:
    """A patient at home who has done nothing yet today."""
    return eyes_of(_at_home().program.patient)


def paused_for(reason: str) -> Callable[[], User]:
    def eyes() -> User:
        program = _at_home().program
        supervision.suspend(program=program, because=reason, at=timezone.now())
        return eyes_of(program.patient)

    return eyes


def on_the_morning_after() -> User:
    return eyes_of(_exercised_yesterday().program.patient)


def after_a_morning(reason: str) -> Callable[[], User]:
    """With this morning's answer, and the plan paused where the reason is one that pauses it."""

    def eyes() -> User:
        revision = _exercised_yesterday()
        is_worse = reason == "morning_worse"
        check: MorningCheck = MorningCheckFactory(revision=revision, reason=reason, worse=is_worse)
        if reason == "morning_spread":
            supervision.suspend(program=revision.program, because=reason, at=check.happened_at)
        return eyes_of(revision.program.patient)

    return eyes


def on_a_bad_day() -> User:
    """With a small plan of one exercise, which counts today."""
    revision = RevisionFactory()
    PrescribedLineFactory(revision=revision, flare_sets=1, flare_repetitions=3)
    SignOffFactory(program=revision.program)
    return _bad_day_of(revision.program)


def resting_on_a_bad_day() -> User:
    """Without a small plan, so that rest is the plan."""
    return _bad_day_of(_at_home().program)


def with_hypertension() -> User:
    program = _at_home().program
    patient, by, finding = program.patient, program.doctor.user, "hypertension"
    ahead = timezone.localdate() + 60 * A_DAY
    screening.clear(patient=patient, by=by, finding=finding, reason="130/80", review_on=ahead)
    screening.review_contraindications(patient=patient, by=by, findings=[finding])
    return eyes_of(patient)


def with_an_easier_version() -> User:
    """Taught an easier exercise, which takes the place of the first where it hurts."""
    easier = exercise("rest-90-90")
    policy = {"pain_policy": "monitored", "stop_rules": published(Policy.MONITORED)}
    revision = RevisionFactory(**policy)
    PrescribedLineFactory(revision=revision, easier=easier, easier_version=easier.current)
    for one in (exercise(), easier):
        SignOffFactory(program=revision.program, exercise=one)
    return eyes_of(revision.program.patient)


def _at_home() -> Revision:
    return prescribed("double-knee-to-chest", "cat-camel-forearms")


def _exercised_yesterday() -> Revision:
    revision = _at_home()
    SessionFactory(revision=revision, started_at=timezone.now() - A_DAY, leg_before=1)
    return revision


def _bad_day_of(program: Program) -> User:
    FlareDayFactory(program=program)
    return eyes_of(program.patient)
