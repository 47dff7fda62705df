import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.models import Program, SignOff
from tests.factories import (
    LYING,
    SITTING,
    PrescribedLineFactory,
    ProgramFactory,
    RevisionFactory,
    exercise,
    prescribed,
    screened,
)
from tests.words import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(patient) -> Program:
    program = ProgramFactory(patient=patient, supervised=True)
    prescribed(LYING, SITTING, program=program, taught=False)
    return program


def address(program: Program, step: str = "supervise") -> str:
    return f"/desk/programs/{program.pk}/{step}/"


def tick(desk, program: Program, slug: str, **ticks: str):
    return desk.post(
        f"{address(program)}{exercise(slug).pk}/", ticks, headers={"HX-Request": "true"}
    )


def messages_of(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_page_says_how_far_the_teaching_is(desk, program):
    tick(desk, program, LYING, technique="on", tolerated="on")

    page = words_of(desk.get(address(program)))

    assert "1 of 2 exercises signed off." in page
    assert "Waive and release to home" in page


def test_a_tick_is_kept_and_answered_with_the_list(desk, program):
    response = tick(desk, program, LYING, technique="on")

    row = SignOff.objects.get()
    assert (row.technique, row.tolerated) == (True, False)
    assert "<html" not in response.text
    assert "0 of 2 exercises signed off." in words_of(response)


def test_without_javascript_a_tick_comes_back_to_the_page(desk, program):
    response = desk.post(f"{address(program)}{exercise(LYING).pk}/", {"technique": "on"})

    assert response.headers["Location"] == address(program)


def test_an_exercise_that_is_not_prescribed_is_not_signed_off(desk, program):
    assert tick(desk, program, "superman", technique="on").status_code == 404


def test_a_release_that_is_refused_says_why_on_the_page(desk, program):
    response = desk.post(address(program, "release"))

    assert response.status_code == 409
    assert f"Not signed off yet: {exercise(LYING).name}" in words_of(response)


def test_a_release_goes_to_the_record(desk, program):
    for slug in (LYING, SITTING):
        tick(desk, program, slug, technique="on", tolerated="on")

    response = desk.post(address(program, "release"))

    program.refresh_from_db()
    assert program.status == Program.Status.HOME
    assert response.headers["Location"] == f"/desk/patients/{program.patient_id}/"
    assert messages_of(response) == ["Released to home."]


def test_before_anything_is_prescribed_there_is_nothing_to_teach(desk, patient):
    page = words_of(desk.get(address(ProgramFactory(patient=patient))))

    assert "Nothing is prescribed yet" in page
    assert "Release to home" not in page


def test_a_reason_for_a_block_is_shown_where_the_exercise_is_taught(desk, program):
    revision = RevisionFactory(program=program, number=2)
    PrescribedLineFactory(revision=revision, override_reason="It eases her leg.")

    page = words_of(desk.get(address(program)))

    assert "In spite of a block: It eases her leg." in page


@pytest.mark.parametrize(
    ("step", "before", "after", "message"),
    [
        ("suspend", {"at_home": True}, "suspended", "Paused. The patient sees that you paused it."),
        ("resume", {"suspended": True}, "home", "The patient may go on."),
        ("end", {"at_home": True}, "ended", "The program has ended."),
    ],
)
def test_a_step_is_taken_and_told_in_the_record(desk, patient, step, before, after, message):
    program = prescribed(program=ProgramFactory(patient=patient, **before)).program

    response = desk.post(address(program, step), {"why": "Seen today."})

    program.refresh_from_db()
    assert program.status == after
    assert messages_of(response) == [message]
    assert response.headers["Location"] == f"/desk/patients/{patient.pk}/"


@pytest.mark.parametrize(
    ("step", "before", "message"),
    [
        ("resume", {"suspended": True}, "Write why the patient may go on."),
        ("end", {"at_home": True}, "Write why the program ends."),
        ("suspend", {}, None),
    ],
)
def test_a_step_that_is_refused_changes_nothing_and_says_why(desk, patient, step, before, message):
    program = ProgramFactory(patient=patient, **before)
    status = program.status

    response = desk.post(address(program, step))

    program.refresh_from_db()
    assert program.status == status
    assert messages_of(response) == ([message] if message else [])


def test_an_ended_program_is_no_longer_taught(desk, program):
    Program.objects.filter(pk=program.pk).update(status="ended")

    assert tick(desk, program, LYING, technique="on").status_code == 404


def test_the_page_asks_the_database_as_often_with_30_lines_as_with_one(client, library_of):
    slugs = library_of(30)

    def queries_with(lines: int) -> int:
        patient = screened()
        program = ProgramFactory(patient=patient, supervised=True)
        prescribed(*slugs[:lines], program=program)
        client.force_login(patient.doctor.user)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(program))
        return len(queries)

    assert queries_with(1) == queries_with(3) == queries_with(30)


def test_an_easier_version_is_taught_with_its_line_and_signed_off_with_it(desk, patient):
    program, easier = ProgramFactory(patient=patient, supervised=True), exercise(SITTING)
    PrescribedLineFactory(
        revision=RevisionFactory(program=program),
        easier=easier,
        easier_version=easier.current,
        flare_sets=1,
        flare_repetitions=2,
    )

    page = words_of(desk.get(address(program)))
    signed = tick(desk, program, LYING, technique="on", tolerated="on")

    assert f"Also teach: {easier.name}" in page
    assert "0 of 2 exercises signed off." in page
    assert "On bad days: 2 times, hold 10 seconds" in page
    assert "Everything is signed off." in words_of(signed)


def test_an_easier_version_added_later_is_taught_before_its_line_counts_as_signed_off(
    desk, patient
):
    program, easier = ProgramFactory(patient=patient, supervised=True), exercise(SITTING)
    prescribed(LYING, program=program)
    PrescribedLineFactory(
        revision=RevisionFactory(program=program, number=2),
        easier=easier,
        easier_version=easier.current,
    )

    response = desk.get(address(program))

    assert "1 of 2 exercises signed off." in words_of(response)
    assert "checked" not in response.text


def test_an_easier_version_with_a_line_of_its_own_is_signed_off_there(desk, patient):
    program, easier = ProgramFactory(patient=patient, supervised=True), exercise(SITTING)
    revision = prescribed(SITTING, program=program)
    PrescribedLineFactory(revision=revision, place=1, easier=easier, easier_version=easier.current)

    tick(desk, program, LYING, technique="on")

    signed = SignOff.objects.filter(program=program).values_list("exercise__slug", "tolerated")
    assert set(signed) == {(LYING, False), (SITTING, True)}
