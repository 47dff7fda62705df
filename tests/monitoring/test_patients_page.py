import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db

URL = reverse("monitoring:patients")


@pytest.fixture
def doctor(client):
    doctor = factories.DoctorFactory()
    client.force_login(doctor.user)
    return doctor


def names(response) -> list[str]:
    return [row.patient.name for row in response.context["found"].rows]


def test_patients_stand_in_the_order_of_their_names(client, doctor):
    for name in ("Zofia", "anna", "Marek"):
        factories.PatientFactory(doctor=doctor, name=name)

    assert names(client.get(URL)) == ["anna", "Marek", "Zofia"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("now", ["Anna Nowak"]), ("NOWAK an", ["Anna Nowak"]), ("xyz", []), ("%", [])],
)
def test_the_search_finds_each_word_anywhere_in_the_name(client, doctor, text, found):
    factories.PatientFactory(doctor=doctor, name="Anna Nowak")
    factories.PatientFactory(doctor=doctor, name="Piotr Lis")

    assert names(client.get(URL, {"q": text})) == found


@pytest.mark.parametrize("status", ["home", "supervised", "suspended", "draft", "none"])
def test_a_status_shows_those_whose_program_stands_there(client, doctor, status):
    factories.PatientFactory(doctor=doctor, name="none")
    for trait, name in (("at_home", "home"), ("supervised",) * 2, ("suspended",) * 2):
        patient = factories.PatientFactory(doctor=doctor, name=name)
        factories.ProgramFactory(patient=patient, **{trait: True})
    factories.ProgramFactory(patient=factories.PatientFactory(doctor=doctor, name="draft"))

    assert names(client.get(URL, {"status": status})) == [status]


def test_an_ended_program_counts_as_none(client, doctor):
    patient = factories.PatientFactory(doctor=doctor, name="Ended")
    factories.ProgramFactory(patient=patient, status="ended")

    assert names(client.get(URL, {"status": "none"})) == ["Ended"]


def test_a_row_tells_the_last_session_and_the_newest_leg_pain(client, doctor):
    patient = factories.PatientFactory(doctor=doctor)
    revision = factories.RevisionFactory(
        program=factories.ProgramFactory(patient=patient, at_home=True)
    )
    factories.SessionFactory(revision=revision, slot=1, leg_after=5)
    last = factories.SessionFactory(revision=revision, slot=2, leg_before=3, leg_after=None)

    (row,) = client.get(URL).context["found"].rows

    assert (row.last, row.leg_pain, row.program) == (last, 3, revision.program)


def test_twenty_stand_on_a_page_and_nonsense_pages_are_forgiven(client, doctor):
    for number in range(21):
        factories.PatientFactory(doctor=doctor, name=f"Patient {number:02}")

    pages = [len(names(client.get(URL, {"page": page}))) for page in ("1", "2", "99", "x")]

    assert pages == [20, 1, 1, 20]


def test_the_next_page_keeps_the_search(client, doctor):
    for number in range(21):
        factories.PatientFactory(doctor=doctor, name=f"Anna {number}")

    assert "?q=anna&amp;page=2" in client.get(URL, {"q": "anna"}).text


def test_typing_answers_with_the_list_alone(client, doctor):
    answer = client.get(URL, {"q": "x"}, headers={"HX-Request": "true"}).text

    assert ("No patient fits" in answer, "<html" in answer) == (True, False)


def test_a_clinic_without_patients_is_told_how_to_begin(client, doctor):
    page = client.get(URL).text

    assert "No patients yet" in page
    assert reverse("people:patient_new") in page


def test_another_clinics_patients_are_not_listed(client, doctor):
    factories.PatientFactory(name="Hers")

    assert names(client.get(URL)) == []


def test_a_patient_finds_no_list(client):
    client.force_login(factories.PatientFactory().user)

    assert client.get(URL).status_code == 404


def test_the_list_takes_as_many_queries_however_long_it_is(client, doctor, queries_of):
    counted = []
    for more in (1, 2, 27):
        for _ in range(more):
            patient = factories.PatientFactory(doctor=doctor)
            program = factories.ProgramFactory(patient=patient, at_home=True)
            factories.SessionFactory(revision=factories.RevisionFactory(program=program))
        counted.append(queries_of(URL))

    assert len(set(counted)) == 1


@pytest.mark.parametrize("name", ["q", "status"])
def test_a_null_character_finds_as_if_it_was_not_there(client, doctor, name):
    factories.PatientFactory(doctor=doctor, name="Zofia")

    assert names(client.get(URL, {name: "\0"})) == ["Zofia"]
