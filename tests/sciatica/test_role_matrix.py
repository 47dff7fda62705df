"""Who gets what: every page and every write, for each role (404 for what is not theirs)."""

from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import get_resolver, resolve, reverse
from django.urls.resolvers import URLPattern, URLResolver

from following.reminders.addresses import calendar_address, no_more_email_address
from following.services.reminders import open_calendar
from monitoring.models import Alert
from people.models import ClosedDay, User
from tests.factories import (
    AcknowledgementFactory,
    DoctorFactory,
    NoteFactory,
    PatientFactory,
    PrescribedLineFactory,
    ProgramFactory,
    SessionFactory,
    filmed_exercise,
    kept,
    prescribed,
)

ROLES = (
    *("stranger", "patient", "another patient"),
    *("doctor", "administrator", "doctor of another clinic"),
)
# What a role is answered: let in, sent to sign in, not found, or refused by the API.
IN, SIGN, NO, REFUSED = "let in", "to sign in", "404", "refused"
INVITED = (NO, IN, IN, IN, IN, IN)  # who is in already is sent home
EVERYONE = (IN, IN, IN, IN, IN, IN)
SIGNED_IN = (SIGN, IN, IN, IN, IN, IN)
ANY_DOCTOR = (SIGN, NO, NO, IN, IN, IN)
THE_CLINIC = (SIGN, NO, NO, IN, IN, NO)
THE_AUTHOR = (SIGN, NO, NO, IN, NO, NO)
ADMINISTRATORS = (SIGN, NO, NO, NO, IN, NO)
ANY_PATIENT = (SIGN, IN, IN, NO, NO, NO)
THE_PATIENT = (SIGN, IN, NO, NO, NO, NO)
ANY_PATIENT_BY_API = (REFUSED, IN, IN, NO, NO, NO)
THE_PATIENT_BY_API = (REFUSED, IN, NO, NO, NO, NO)

GET, POST, PUT, DELETE = "get", "post", "put", "delete"

MATRIX = {
    # the roof
    (GET, "home"): EVERYONE,
    (GET, "liveness"): EVERYONE,
    (GET, "readiness"): EVERYONE,
    (GET, "schema"): EVERYONE,
    (GET, "worker"): EVERYONE,
    (GET, "manifest"): EVERYONE,
    (GET, "icon"): EVERYONE,
    (GET, "offline"): EVERYONE,
    # the library
    (GET, "exercises:library"): ANY_DOCTOR,
    (GET, "exercises:exercise"): ANY_DOCTOR,
    (POST, "exercises:favourite"): ANY_DOCTOR,
    (GET, "exercises:figure"): EVERYONE,
    (GET, "exercises:own_new"): ANY_DOCTOR,
    (POST, "exercises:own_new"): ANY_DOCTOR,
    (GET, "exercises:exchange"): ANY_DOCTOR,
    (POST, "exercises:exchange"): ANY_DOCTOR,
    (GET, "exercises:export_json"): ANY_DOCTOR,
    (GET, "exercises:export_csv"): ANY_DOCTOR,
    (POST, "exercises:own_variant"): ANY_DOCTOR,
    (GET, "exercises:own_edit"): THE_CLINIC,
    (POST, "exercises:own_edit"): THE_CLINIC,
    (POST, "exercises:own_publish"): THE_CLINIC,
    (POST, "exercises:own_retire"): THE_CLINIC,
    (POST, "exercises:own_bring_back"): THE_CLINIC,
    (POST, "exercises:figure_set"): THE_CLINIC,
    (GET, "exercises:pose_editor"): THE_CLINIC,
    (POST, "exercises:pose_preview"): THE_CLINIC,
    (POST, "exercises:pose_save"): THE_CLINIC,
    (POST, "exercises:media_add"): THE_CLINIC,
    (POST, "exercises:media_remove"): THE_CLINIC,
    (GET, "exercises:media"): THE_CLINIC,
    # people
    (GET, "people:patient_new"): ANY_DOCTOR,
    (POST, "people:patient_new"): ANY_DOCTOR,
    (GET, "people:patient_edit"): THE_CLINIC,
    (POST, "people:patient_edit"): THE_CLINIC,
    (GET, "people:invite"): THE_CLINIC,
    (POST, "people:invite"): THE_CLINIC,
    (POST, "people:revoke"): THE_CLINIC,
    (GET, "people:clinic"): ANY_DOCTOR,
    (POST, "people:clinic_change"): ADMINISTRATORS,
    (POST, "people:close_days"): ADMINISTRATORS,
    (POST, "people:reopen_day"): ADMINISTRATORS,
    # programs
    (GET, "programs:clinic_rules"): ANY_DOCTOR,
    (POST, "programs:clinic_rules_change"): ADMINISTRATORS,
    (GET, "programs:screening"): THE_CLINIC,
    (POST, "programs:screening_section"): THE_CLINIC,
    (GET, "programs:builder"): THE_CLINIC,
    (GET, "programs:begin"): THE_CLINIC,
    (POST, "programs:begin"): THE_CLINIC,
    (GET, "programs:library"): THE_CLINIC,
    (POST, "programs:line_add"): THE_CLINIC,
    (POST, "programs:line_change"): THE_CLINIC,
    (POST, "programs:line_remove"): THE_CLINIC,
    (POST, "programs:order"): THE_CLINIC,
    (POST, "programs:terms"): THE_CLINIC,
    (GET, "programs:templates"): ANY_DOCTOR,
    (GET, "programs:template"): THE_AUTHOR,
    (GET, "programs:template_new"): THE_CLINIC,
    (POST, "programs:template_new"): THE_CLINIC,
    (GET, "programs:template_edit"): THE_AUTHOR,
    (POST, "programs:template_edit"): THE_AUTHOR,
    (POST, "programs:template_retire"): THE_AUTHOR,
    (POST, "programs:prescribe"): THE_CLINIC,
    (GET, "programs:supervise"): THE_CLINIC,
    (POST, "programs:sign_off"): THE_CLINIC,
    (POST, "programs:release"): THE_CLINIC,
    (POST, "programs:suspend"): THE_CLINIC,
    (POST, "programs:resume"): THE_CLINIC,
    (POST, "programs:end"): THE_CLINIC,
    (GET, "programs:uses"): ANY_DOCTOR,
    # monitoring
    (GET, "monitoring:worklist"): ANY_DOCTOR,
    (GET, "monitoring:patients"): ANY_DOCTOR,
    (GET, "monitoring:patient"): THE_CLINIC,
    (GET, "monitoring:firings"): THE_CLINIC,
    (GET, "monitoring:history"): THE_CLINIC,
    (POST, "monitoring:stage_open"): THE_CLINIC,
    (POST, "monitoring:stage_decline"): THE_CLINIC,
    (POST, "monitoring:stage_close"): THE_CLINIC,
    (GET, "monitoring:alert_resolve"): THE_CLINIC,
    (POST, "monitoring:alert_resolve"): THE_CLINIC,
    (POST, "monitoring:alert_hand_over"): THE_CLINIC,
    (POST, "monitoring:alert_later"): THE_CLINIC,
    # following
    (GET, "following:start"): EVERYONE,
    (GET, "following:start_token"): EVERYONE,
    (GET, "following:start_birth_year"): INVITED,
    (GET, "following:start_rules"): INVITED,
    (GET, "following:start_ready"): INVITED,
    (GET, "following:today"): ANY_PATIENT,
    (GET, "following:morning"): ANY_PATIENT,
    (POST, "following:morning"): ANY_PATIENT,
    (GET, "following:bad_day"): ANY_PATIENT,
    (POST, "following:bad_day"): ANY_PATIENT,
    (POST, "following:bad_day_undo"): ANY_PATIENT,
    (GET, "following:program"): ANY_PATIENT,
    (GET, "following:media"): THE_PATIENT,
    (GET, "following:rules"): ANY_PATIENT,
    (GET, "following:help"): ANY_PATIENT,
    (GET, "following:help_news"): ANY_PATIENT,
    (POST, "following:help_answer"): ANY_PATIENT,
    (GET, "following:account"): ANY_PATIENT,
    (GET, "following:reminders"): ANY_PATIENT,
    (POST, "following:reminders"): ANY_PATIENT,
    (POST, "following:reminders_turn"): ANY_PATIENT,
    (POST, "following:calendar_open"): ANY_PATIENT,
    (POST, "following:calendar_close"): ANY_PATIENT,
    (GET, "following:calendar"): EVERYONE,
    (GET, "following:reminders_off"): EVERYONE,
    (POST, "following:reminders_off"): EVERYONE,
    (GET, "following:diary"): ANY_PATIENT,
    (GET, "following:for_my_doctor"): ANY_PATIENT,
    (GET, "following:notes"): ANY_PATIENT,
    (POST, "following:notes"): ANY_PATIENT,
    (GET, "following:note"): THE_PATIENT,
    (POST, "following:note"): THE_PATIENT,
    (POST, "following:note_delete"): THE_PATIENT,
    (GET, "following:questions"): ANY_PATIENT,
    (POST, "following:questions"): ANY_PATIENT,
    (GET, "following:activities"): ANY_PATIENT,
    (POST, "following:activities"): ANY_PATIENT,
    (GET, "following:question"): ANY_PATIENT,
    (POST, "following:question"): ANY_PATIENT,
    (GET, "following:questions_done"): ANY_PATIENT,
    (GET, "following:session"): THE_PATIENT,
    (GET, "following:session_shell"): ANY_PATIENT,
    (GET, "following:morning_shell"): ANY_PATIENT,
    # the API
    (GET, "api:plan"): ANY_PATIENT_BY_API,
    (GET, "api:session"): THE_PATIENT_BY_API,
    (PUT, "api:session"): THE_PATIENT_BY_API,
    (POST, "api:events"): THE_PATIENT_BY_API,
    (POST, "api:stops"): THE_PATIENT_BY_API,
    (POST, "api:finish"): THE_PATIENT_BY_API,
    (PUT, "api:morning"): ANY_PATIENT_BY_API,
    (POST, "api:red_flags"): THE_PATIENT_BY_API,
    (GET, "api:push"): ANY_PATIENT_BY_API,
    (POST, "api:push"): ANY_PATIENT_BY_API,
    (DELETE, "api:push"): ANY_PATIENT_BY_API,
    (POST, "api:push_try"): ANY_PATIENT_BY_API,
}


@dataclass(frozen=True)
class Clinic:
    """The rows that the addresses name, and the people of each role."""

    people: dict[str, User | None]
    ids: dict[str, dict[str, UUID | str | int]]
    bodies: dict[str, dict[str, object]]


@pytest.fixture
def clinic(db) -> Clinic:
    doctor, elsewhere = DoctorFactory(), DoctorFactory()
    patient = PatientFactory(doctor=doctor)
    other = PatientFactory(doctor=doctor, user__name="Jan Kowal")
    for one in (other, patient):
        AcknowledgementFactory(patient=one)
        revision = prescribed(program=ProgramFactory(patient=one, at_home=True))
    program = revision.program
    session = SessionFactory(revision=revision, status="running")
    alert = Alert.objects.create(
        clinic=patient.clinic,
        patient=patient,
        owner=doctor,
        urgency=Alert.Urgency.SAME_DAY,
        reason="strong_pain",
        source=session.pk,
        due_at=session.started_at,
    )
    own, photo = filmed_exercise(doctor)
    line = revision.lines.get()
    PrescribedLineFactory(revision=revision, exercise=own, place=1)
    administrator = DoctorFactory(clinic=doctor.clinic, is_administrator=True)
    users = (None, patient.user, other.user, doctor.user, administrator.user, elsewhere.user)
    note = NoteFactory(patient=patient)
    closed = ClosedDay.objects.create(clinic=doctor.clinic, day=session.local_date)
    of_patient = ("people:patient_edit", "people:invite", "people:revoke", "monitoring:patient")
    of_patient += ("monitoring:firings", "monitoring:history")
    of_patient += ("programs:screening", "programs:builder", "programs:begin")
    of_program = ("library", "line_add", "order", "terms", "template_new", "prescribe", "supervise")
    of_program += ("release", "suspend", "resume", "end")
    of_alert = ("alert_resolve", "alert_hand_over", "alert_later")
    of_session = ("following:session", "api:session", "api:events", "api:stops", "api:finish")
    of_questions = ("questions", "activities", "questions_done")
    of_own = ("own_edit", "own_publish", "own_retire", "own_bring_back", "figure_set", "media_add")
    of_own += ("pose_editor", "pose_preview", "pose_save")
    drafted = program.draft_lines.create(
        clinic=program.clinic,
        exercise=line.exercise,
        place=0,
        sets=1,
        repetitions=5,
        hold=10,
        rest=10,
        tempo="3-1-3",
        sides="both",
        times_a_day=3,
        days_of_week=[0],
    )
    template, feed = kept(program), open_calendar(patient=patient)
    return Clinic(
        people=dict(zip(ROLES, users, strict=True)),
        ids={
            **{name: {"pk": patient.pk} for name in of_patient},
            **{f"programs:{name}": {"pk": program.pk} for name in of_program},
            **{f"monitoring:{name}": {"pk": alert.pk} for name in of_alert},
            **{name: {"pk": session.pk} for name in of_session},
            **{f"exercises:{name}": {"slug": own.slug} for name in of_own},
            "exercises:own_variant": {"slug": line.exercise.slug},
            "exercises:media": {"pk": photo.pk},
            "exercises:media_remove": {"slug": own.slug, "pk": photo.pk},
            "following:media": {"pk": photo.pk},
            "people:reopen_day": {"pk": closed.pk},
            "programs:template": {"key": str(template.pk)},
            "programs:template_edit": {"pk": template.pk},
            "programs:template_retire": {"pk": template.pk},
            "programs:screening_section": {"pk": patient.pk, "section": "red-flags"},
            "programs:line_change": {"pk": program.pk, "line": drafted.pk},
            "programs:line_remove": {"pk": program.pk, "line": drafted.pk},
            "programs:sign_off": {"pk": program.pk, "exercise": line.exercise_id},
            "monitoring:stage_open": {"pk": patient.pk, "stage": 2},
            "monitoring:stage_decline": {"pk": patient.pk, "stage": 2},
            "monitoring:stage_close": {"pk": patient.pk, "stage": 2},
            "exercises:exercise": {"slug": line.exercise.slug},
            "exercises:favourite": {"slug": line.exercise.slug},
            "exercises:figure": {"slug": line.exercise.slug},
            "programs:uses": {"slug": line.exercise.slug},
            "api:morning": {"pk": uuid4()},
            **{f"following:{name}": {"code": "psfs"} for name in of_questions},
            "following:question": {"code": "psfs", "number": 1},
            "following:note": {"pk": note.pk},
            "following:note_delete": {"pk": note.pk},
            "icon": {"name": "icon-192"},
            "following:start_token": {"token": uuid4().hex},
            "following:calendar": {"token": token_in(calendar_address(feed.pk))},
            "following:reminders_off": {"token": token_in(no_more_email_address(patient.pk))},
        },
        bodies={
            "programs:line_add": {"exercise": line.exercise.slug},
            "api:red_flags": {"id": str(uuid4()), "flags": []},
            "api:session": {
                "slot": 1,
                "happened_at": session.started_at.isoformat(),
                "back": 0,
                "leg": 0,
                "ill": False,
            },
        },
    )


@pytest.mark.parametrize(("method", "name"), MATRIX, ids=lambda part: part)
def test_each_role_is_answered_as_it_should_be(clinic, method, name):
    address = reverse(name, kwargs=clinic.ids.get(name))

    body = clinic.bodies.get(name, {})
    answers = [_answer(clinic.people[role], method, address, body) for role in ROLES]

    assert dict(zip(ROLES, answers, strict=True)) == dict(
        zip(ROLES, MATRIX[method, name], strict=True)
    )


def test_no_address_is_left_out_of_the_matrix():
    ours = {name for name in _names(get_resolver()) if not name.startswith("account_")}

    assert ours == {name for _method, name in MATRIX}


def _answer(user: User | None, method: str, address: str, body: dict[str, object]) -> str:
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    speaks_json = method != GET and address.startswith("/api/")
    how = {"content_type": "application/json"} if speaks_json else {}
    response = getattr(client, method)(address, data=body, **how)
    if response.status_code == 404:
        return NO
    if response.status_code in {401, 403}:
        return REFUSED
    location = response.headers.get("Location", "")
    return SIGN if location.startswith("/accounts/login/?next=") else IN


def token_in(address: str) -> str:
    return resolve(urlsplit(address).path).kwargs["token"]


def _names(resolver: URLResolver, prefix: str = "") -> set[str]:
    names: set[str] = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            names |= {f"{prefix}{pattern.name}"} if pattern.name else set()
        else:
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            names |= _names(pattern, inner)
    return names
