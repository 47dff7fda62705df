"""What reaches the phone of a clinic's own exercise."""

import pytest

from exercises.models import Exercise
from exercises.services import media, own
from following import plan
from following.course import courses_of
from following.line_document import line_document
from following.work import work_of
from programs import reading
from programs.services import supervision
from tests.factories import (
    AcknowledgementFactory,
    PatientFactory,
    PrescribedLineFactory,
    RevisionFactory,
    SessionFactory,
    SignOffFactory,
    StopFactory,
    filmed_exercise,
    own_exercise,
)
from tests.pictures import film, photo
from tests.words import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def filmed():
    return filmed_exercise(None, photo(), film())


@pytest.fixture
def line(filmed):
    """The filmed exercise, prescribed and taught to a patient at home."""
    exercise, _photo = filmed
    doctor = exercise.author.doctors[0]
    revision = RevisionFactory(program__patient__doctor=doctor)
    AcknowledgementFactory(patient=revision.program.patient)
    SignOffFactory(program=revision.program, exercise=exercise)
    return PrescribedLineFactory(revision=revision, exercise=exercise, place=0)


@pytest.fixture
def phone(client, line):
    client.force_login(line.revision.program.patient.user)
    return client


def test_the_program_shows_the_photo_and_the_film(phone, filmed):
    page = phone.get("/today/program/").text

    shown = [f'src="/today/media/{one["id"]}/"' in page for one in filmed[0].current.media]
    assert shown == [True, True]


def test_the_player_is_told_what_was_filmed(line, filmed):
    document = line_document(line, place=1, count=1)

    assert [(one["kind"], one["alt"]) for one in document["filmed"]] == [
        ("photo", "Both knees bent"),
        ("video", "Both knees bent"),
    ]
    assert document["filmed"][0]["address"] == f"/today/media/{filmed[1].pk}/"
    assert document["sets"][0]["figure"] == ""


def test_the_patient_whose_program_holds_it_gets_the_photo(phone, filmed):
    response = phone.get(f"/today/media/{filmed[1].pk}/")

    kept = [response.headers[name] for name in ("Content-Type", "Cache-Control")]
    assert kept == ["image/webp", "private, no-store"]
    assert response.content == filmed[1].file.open().read()


def test_another_patient_of_the_clinic_does_not(client, line, filmed):
    client.force_login(PatientFactory(doctor=line.revision.program.doctor).user)

    assert client.get(f"/today/media/{filmed[1].pk}/").status_code == 404


def test_nor_does_the_patient_when_the_program_has_ended(phone, line, filmed):
    program = line.revision.program
    supervision.end(program=program, by=program.doctor.user, why="Free of pain.")

    assert phone.get(f"/today/media/{filmed[1].pk}/").status_code == 404


def test_nor_is_a_photo_of_an_exercise_that_was_not_prescribed_given(phone, line):
    _other, photo = filmed_exercise(line.revision.program.doctor)

    assert phone.get(f"/today/media/{photo.pk}/").status_code == 404


def test_a_retired_and_changed_exercise_stays_on_the_phone_as_it_was_prescribed(
    phone, line, filmed
):
    exercise, one = filmed
    by = exercise.author
    words = own.OwnText.model_validate({**exercise.current.content, "patient_name": "New name"})
    own.change_own(exercise=exercise, text=words, by=by)
    media.remove_media(exercise=exercise, media_id=one.pk, by=by)
    own.retire(exercise=exercise, by=by)

    page = phone.get("/today/program/")

    assert Exercise.objects.get(pk=exercise.pk).status == "retired"
    assert "Knees to chest" in words_of(page)
    assert "Slowly lift both feet" in words_of(page)
    assert f'src="/today/media/{one.pk}/"' in page.text
    assert phone.get(f"/today/media/{one.pk}/").status_code == 200


def test_what_becomes_an_everyday_activity_later_stays_locked_where_it_was_prescribed():
    walk = own_exercise(original="walking-progressive")
    revision = RevisionFactory(program__patient__doctor=walk.author.doctors[0])
    program = revision.program
    SignOffFactory(program=program, exercise=walk)
    PrescribedLineFactory(revision=revision, exercise=walk)
    words = own.OwnText.model_validate(
        {**walk.current.content, "everyday": True, "equipment": ["S"]}
    )
    own.change_own(exercise=walk, text=words, by=walk.author, loosened_because="A flat path.")

    held = reading.plan(program)

    assert [one.reason for one in held.locked] == ["standing"]
    assert held.extra_equipment == ()
    assert work_of(SessionFactory(revision=revision)) is None
    course = courses_of([program])[program.pk]
    assert [one.everyday for one in course.revisions[0].lines] == [False]


def test_the_words_of_a_program_and_a_diary_name_it_as_it_was_prescribed(phone, line, filmed):
    exercise, _photo = filmed
    revision = line.revision
    StopFactory(session=SessionFactory(revision=revision, status="stopped"), line_id=line.pk)
    words = own.OwnText.model_validate({**exercise.current.content, "patient_name": "New name"})
    own.change_own(exercise=exercise, text=words, by=exercise.author)
    row = {"kind": "removed", "slug": exercise.slug, "name": "x", "before": None, "after": None}
    revision.changes.append(row)

    said = list(plan.changes(reading.PatientPlan(revision, (line,), ())))
    line.exercise.refresh_from_db()

    assert ["Knees to chest" in one for one in said] == [True]
    assert "New name" not in words_of(phone.get("/diary/"))
