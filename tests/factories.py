"""Rows for tests, each with everything it needs to stand; name only what the test is about."""

from datetime import date, timedelta
from typing import Any

import factory
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from exercises.models import Exercise, ExerciseMedia
from exercises.services import media, own
from following.models import (
    Acknowledgement,
    AnswerSheet,
    FlareDay,
    MorningCheck,
    Note,
    Session,
    Stop,
)
from following.outcomes import MEASURES, score_of
from following.safety_rules import WORDING
from people.ids import uuid7
from people.models import Clinic, Doctor, Patient, User
from programs import stop_rules
from programs.evidence import Evidence, LegPain
from programs.models import (
    ClinicTemplate,
    PrescribedLine,
    Program,
    Revision,
    SignOff,
    StageOpening,
)
from programs.services import drafting, screening, templates
from programs.thresholds import DEFAULTS, Thresholds
from tests.pictures import photo

STRICT, MONITORED = stop_rules.Policy
EVERY_DAY = list(range(7))
LYING, SITTING, STANDING = "double-knee-to-chest", "seated-roll-back", "standing-side-bend"


def published(
    policy: stop_rules.Policy = STRICT, *, thresholds: Thresholds = DEFAULTS, **limits: Any
) -> dict[str, Any]:
    """The stop rules as a revision keeps them."""
    return stop_rules.publish(
        policy=policy, limits=stop_rules.Limits(**limits), thresholds=thresholds
    )


def exercise(slug: str = LYING) -> Exercise:
    """An exercise of the real library."""
    return Exercise.objects.select_related("current").get(slug=slug)


class ClinicFactory(DjangoModelFactory[Clinic]):
    class Meta:
        model = Clinic

    name = factory.Sequence(lambda n: f"Clinic {n}")
    phone = "+48 22 555 01 00"
    time_zone = "Europe/Warsaw"


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = factory.LazyFunction(lambda: make_password(None))
    time_zone = "Europe/Warsaw"


class DoctorFactory(DjangoModelFactory[Doctor]):
    class Meta:
        model = Doctor

    clinic = factory.SubFactory(ClinicFactory)
    user = factory.SubFactory(UserFactory, name="Elena Orlova")


class PatientFactory(DjangoModelFactory[Patient]):
    """A patient who can sign in; `user=None` is one who has not been in yet."""

    class Meta:
        model = Patient

    doctor = factory.SubFactory(DoctorFactory)
    clinic = factory.SelfAttribute("doctor.clinic")
    user = factory.SubFactory(UserFactory, email=None, name="Anna Nowak")
    name = "Anna Nowak"
    birth_year = 1978
    sex = "female"
    time_zone = "Europe/Warsaw"
    affected_side = "right"
    reach = "calf"
    cause = "herniation"


def own_exercise(
    doctor: Doctor | None = None, *, original: str = LYING, published: bool = True
) -> Exercise:
    """A variant of a library exercise that belongs to the doctor's clinic."""
    doctor = doctor or DoctorFactory()
    variant = own.copy_as_variant(original=exercise(original), clinic=doctor.clinic, by=doctor.user)
    if published:
        own.publish(exercise=variant, by=doctor.user)
    return Exercise.objects.select_related("current").get(pk=variant.pk)


def filmed_exercise(
    doctor: Doctor | None = None, *pictures: bytes, drawn: bool = False
) -> tuple[Exercise, ExerciseMedia]:
    """A published own exercise that is photographed, and the first of its pictures."""
    one = own_exercise(doctor, published=False)
    shown = [
        media.add_media(
            exercise=one,
            upload=SimpleUploadedFile("one", data),
            alt="Both knees bent",
            by=one.author,
        )
        for data in pictures or (photo(),)
    ]
    if not drawn:
        own.set_figure(exercise=one, figure=None, by=one.author)
    own.publish(exercise=one, by=one.author)
    return Exercise.objects.select_related("current").get(pk=one.pk), shown[0]


class AcknowledgementFactory(DjangoModelFactory[Acknowledgement]):
    class Meta:
        model = Acknowledgement

    patient = factory.SubFactory(PatientFactory)
    clinic = factory.SelfAttribute("patient.clinic")
    wording = WORDING
    language = "en"


class ProgramFactory(DjangoModelFactory[Program]):
    """A program; `at_home=True`, `supervised=True` or `suspended=True` put it there."""

    class Meta:
        model = Program

    class Params:
        supervised = factory.Trait(status="supervised")
        at_home = factory.Trait(status="home", released_at=factory.LazyFunction(timezone.now))
        suspended = factory.Trait(
            status="suspended",
            released_at=factory.LazyFunction(timezone.now),
            suspended_at=factory.LazyFunction(timezone.now),
            suspended_because="strong_pain",
        )

    patient = factory.SubFactory(PatientFactory)
    clinic = factory.SelfAttribute("patient.clinic")
    doctor = factory.SelfAttribute("patient.doctor")


class RevisionFactory(DjangoModelFactory[Revision]):
    class Meta:
        model = Revision

    program = factory.SubFactory(ProgramFactory, at_home=True)
    clinic = factory.SelfAttribute("program.clinic")
    number = 1
    author = factory.SelfAttribute("program.doctor.user")
    why = "Your leg is calm, so we begin gently."
    pain_policy = "strict"
    stop_rules_version = stop_rules.VERSION
    stop_rules = factory.LazyFunction(published)
    starts_on = factory.LazyFunction(lambda: date(2026, 11, 1))
    review_on = factory.LazyFunction(lambda: date(2099, 12, 3))


class PrescribedLineFactory(DjangoModelFactory[PrescribedLine]):
    class Meta:
        model = PrescribedLine

    revision = factory.SubFactory(RevisionFactory)
    clinic = factory.SelfAttribute("revision.clinic")
    exercise = factory.LazyFunction(exercise)
    version = factory.SelfAttribute("exercise.current")
    stage = factory.SelfAttribute("exercise.stage")
    place = factory.Sequence(lambda n: n)
    sets = 1
    repetitions = 5
    hold = 10
    rest = 15
    tempo = "3-1-3"
    sides = "both"
    times_a_day = 3
    days_of_week = EVERY_DAY


class SignOffFactory(DjangoModelFactory[SignOff]):
    class Meta:
        model = SignOff

    program = factory.SubFactory(ProgramFactory, at_home=True)
    clinic = factory.SelfAttribute("program.clinic")
    exercise = factory.LazyFunction(exercise)
    technique = True
    tolerated = True
    signed_by = factory.SelfAttribute("program.doctor.user")


class StageOpeningFactory(DjangoModelFactory[StageOpening]):
    class Meta:
        model = StageOpening

    program = factory.SubFactory(ProgramFactory, at_home=True)
    clinic = factory.SelfAttribute("program.clinic")
    stage = 2
    opened_by = factory.SelfAttribute("program.doctor.user")


class SessionFactory(DjangoModelFactory[Session]):
    """A finished session without pain; `status="running"` has no end yet."""

    class Meta:
        model = Session

    revision = factory.SubFactory(RevisionFactory)
    program = factory.SelfAttribute("revision.program")
    patient = factory.SelfAttribute("program.patient")
    clinic = factory.SelfAttribute("program.clinic")
    local_date = factory.LazyAttribute(lambda one: one.patient.local(one.started_at).date())
    time_zone = factory.SelfAttribute("patient.time_zone")
    slot = 1
    status = "done"
    started_at = factory.LazyFunction(timezone.now)
    ended_at = factory.LazyAttribute(
        lambda one: None if one.status == "running" else one.started_at + timedelta(minutes=7)
    )
    back_before = 0
    leg_before = 0
    back_after = 0
    leg_after = 0
    sets_prescribed = 6
    sets_done = 6


class StopFactory(DjangoModelFactory[Stop]):
    class Meta:
        model = Stop

    id = factory.LazyFunction(uuid7)
    session = factory.SubFactory(SessionFactory, status="stopped", stops=1)
    patient = factory.SelfAttribute("session.patient")
    clinic = factory.SelfAttribute("session.clinic")
    happened_at = factory.SelfAttribute("session.started_at")
    back = 2
    leg = 5
    reach = "calf"
    finding = factory.LazyFunction(dict)
    rule = "moderate-pain"
    outcome = "stop_exercise"
    reason = "moderate_pain"


class MorningCheckFactory(DjangoModelFactory[MorningCheck]):
    """A morning as good as the one before; `worse=True` asks for less in the next session."""

    class Meta:
        model = MorningCheck

    class Params:
        worse = factory.Trait(
            leg=3,
            rule="pain-higher-in-the-morning",
            outcome="less_next_time",
            reason="morning_worse",
        )

    id = factory.LazyFunction(uuid7)
    revision = factory.SubFactory(RevisionFactory)
    program = factory.SelfAttribute("revision.program")
    patient = factory.SelfAttribute("program.patient")
    clinic = factory.SelfAttribute("program.clinic")
    happened_at = factory.LazyFunction(timezone.now)
    local_date = factory.LazyAttribute(lambda one: one.patient.local(one.happened_at).date())
    time_zone = factory.SelfAttribute("patient.time_zone")
    back = 0
    leg = 0
    sleep_disturbed = False
    finding = factory.LazyFunction(dict)
    rule = "no-worse-in-the-morning"
    outcome = "continue"
    reason = "morning_same"


class FlareDayFactory(DjangoModelFactory[FlareDay]):
    class Meta:
        model = FlareDay

    program = factory.SubFactory(ProgramFactory, at_home=True)
    patient = factory.SelfAttribute("program.patient")
    clinic = factory.SelfAttribute("program.clinic")
    local_date = factory.LazyAttribute(lambda one: one.patient.local(timezone.now()).date())


class AnswerSheetFactory(DjangoModelFactory[AnswerSheet]):
    """A finished sheet with all answers alike; `is_open=True` is one that was just begun."""

    class Meta:
        model = AnswerSheet

    class Params:
        answer = 1
        is_open = factory.Trait(answer=None, finished_at=None, finished_on=None)

    program = factory.SubFactory(ProgramFactory, at_home=True)
    patient = factory.SelfAttribute("program.patient")
    clinic = factory.SelfAttribute("program.clinic")
    measure = "sbi"
    version = 1
    activities = factory.LazyAttribute(
        lambda one: ["Tie my shoes"] if one.measure == "psfs" else []
    )
    answers = factory.LazyAttribute(
        lambda one: [one.answer] * (len(MEASURES[one.measure].questions) or len(one.activities))
    )
    started_at = factory.LazyFunction(timezone.now)
    finished_at = factory.SelfAttribute("started_at")
    finished_on = factory.LazyAttribute(lambda one: one.patient.local(one.finished_at).date())
    time_zone = factory.SelfAttribute("patient.time_zone")
    score = factory.LazyAttribute(lambda one: score_of(MEASURES[one.measure], one.answers))


class NoteFactory(DjangoModelFactory[Note]):
    class Meta:
        model = Note

    patient = factory.SubFactory(PatientFactory)
    clinic = factory.SelfAttribute("patient.clinic")
    local_date = factory.LazyAttribute(lambda one: one.patient.local(one.written_at).date())
    time_zone = factory.SelfAttribute("patient.time_zone")
    text = "Slept through the night."
    written_at = factory.LazyFunction(timezone.now)


def evidence(
    *,
    good_sessions: int = 0,
    pain_free_days: int = 0,
    leg_pain: int | None = None,
    sits_ten_minutes: bool | None = None,
    on: date = date(2026, 11, 20),
) -> Evidence:
    """What speaks for opening a stage, day by day up to the one given."""
    return Evidence(
        good_sessions=_days_up_to(on, good_sessions),
        leg_pain=() if leg_pain is None else (LegPain(on, leg_pain),),
        pain_free_on=_days_up_to(on, pain_free_days),
        sits_ten_minutes=sits_ten_minutes,
    )


def _days_up_to(last: date, count: int) -> tuple[date, ...]:
    return tuple(last - timedelta(days=ago) for ago in reversed(range(count)))


def prescribed(
    *slugs: str, taught: bool = True, program: Program | None = None, **terms: object
) -> Revision:
    """A revision with a line for each exercise named, signed off unless the test says not."""
    revision = RevisionFactory(**({"program": program} if program else {}), **terms)
    for place, one in enumerate(exercise(slug) for slug in slugs or (LYING,)):
        PrescribedLineFactory(revision=revision, exercise=one, place=place)
        if taught and not SignOff.objects.filter(program=revision.program, exercise=one).exists():
            SignOffFactory(program=revision.program, exercise=one)
    return revision


def screened(*, findings: tuple[str, ...] = (), **fields: object) -> Patient:
    """A patient whose screening, done today, lacks nothing but what these findings ask for."""
    patient = PatientFactory(**fields)
    today, by = timezone.localdate(), patient.doctor.user
    screening.record_neurologist_decision(
        patient=patient, by=by, neurologist="Dr Adam Lis", decided_on=today, is_indicated=True
    )
    screening.state_inflammation_settled(patient=patient, by=by, settled_on=today)
    screening.check_red_flags(patient=patient, by=by, flags=[])
    screening.review_contraindications(patient=patient, by=by, findings=findings)
    return patient


def drafted(*slugs: str, patient: Patient | None = None) -> Program:
    """A draft with these exercises and its terms; for a patient of its own, ready to prescribe."""
    patient = patient or screened()
    program = drafting.draft_of(patient=patient, by=patient.doctor.user)
    exercises = [exercise(slug) for slug in slugs or (LYING,)]
    drafting.add_all(
        program=program, exercises=exercises, save=drafting.Save(program.draft_version)
    )
    today = timezone.localdate()
    program.starts_on, program.review_on = today, today + timedelta(days=14)
    program.save(update_fields=["starts_on", "review_on"])
    program.refresh_from_db()
    return program


def kept(program: Program | None = None, **words: object) -> ClinicTemplate:
    """A template of the program's doctor, made from its draft with all its notes."""
    program = program or drafted()
    lines = list(program.draft_lines.all())
    texts = {"name": "Calm leg", "rationale": "When the leg is calm.", "not_for": "Fever."}
    edition = templates.Edition(
        **(
            {"is_shared": False, "lines": lines, "notes_of": [one.pk for one in lines]}
            | texts
            | words
        )
    )
    return templates.make(program=program, edition=edition, by=program.doctor.user)
