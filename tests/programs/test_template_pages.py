import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exercises.models import Exercise
from programs import reading
from programs.models import ClinicTemplate, ClinicTemplateVersion, Program
from tests.factories import (
    LYING,
    SITTING,
    DoctorFactory,
    ProgramFactory,
    drafted,
    kept,
    prescribed,
    screened,
)
from tests.words import words_of

pytestmark = pytest.mark.django_db

LIST = "/desk/templates/"
WORDS = {"name": "Calm leg", "rationale": "When calm.", "not_for": "Fever.", "is_shared": "yes"}


def begin_of(patient) -> str:
    return f"/desk/patients/{patient.pk}/program/begin/"


def new_of(program) -> str:
    return f"/desk/programs/{program.pk}/template/"


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_list_tells_what_each_template_is_for_and_how_long_it_takes(desk, draft):
    kept(draft, name="Calm leg")

    page = words_of(desk.get(LIST))

    assert "Calm leg Yours When the leg is calm. Not for: Fever." in page
    assert "1 exercise · 5 min a day" in page
    assert "Sciatica, source complex Remission The twelve exercises of the source" in page
    assert "Prevention, Bubnovsky type" in page


def test_the_list_says_how_to_make_the_first_own_one(desk):
    assert "None yet. Open a patient’s program" in words_of(desk.get(LIST))


def test_a_shared_one_names_its_doctor(client, draft):
    kept(draft, is_shared=True)
    client.force_login(DoctorFactory(clinic=draft.clinic).user)

    assert "Shared by Dr Elena Orlova" in words_of(client.get(LIST))


def test_a_template_shows_its_lines_with_dose_and_what_waits(desk, draft):
    page = words_of(desk.get("/desk/templates/source-complex/"))

    assert "Double knee-to-chest 5 times, hold 10 seconds · 3 times a day, every day" in page
    assert page.count("Waits for its stage") == 6


def test_requirement_19_the_prevention_template_says_when_it_opens(desk, draft):
    page = words_of(desk.get("/desk/templates/prevention/"))

    assert "Open only after a long time without pain (default 12 weeks)" in page


def test_exercises_that_are_not_in_the_library_break_no_page(desk, patient):
    Exercise.objects.update(status="retired")

    pages = [LIST, "/desk/templates/source-complex/", begin_of(patient)]

    assert "The library does not offer it now." in words_of(desk.get(pages[1]))
    assert [desk.get(page).context["user"] for page in pages] == [patient.doctor.user] * 3


def test_ones_own_shows_its_versions_and_may_be_changed_a_colleagues_only_seen(client, draft):
    template = kept(draft, is_shared=True)
    client.force_login(draft.doctor.user)
    mine = client.get(template.get_absolute_url())
    client.force_login(DoctorFactory(clinic=draft.clinic).user)
    theirs = client.get(template.get_absolute_url())

    edit = f'href="/desk/templates/{template.pk}/edit/"'
    assert (edit in mine.text, edit in theirs.text) == (True, False)
    assert "Versions 1 Calm leg" in words_of(theirs)


@pytest.mark.parametrize("page", ["", "edit/", "retire/"])
def test_a_colleagues_private_one_is_not_found(client, draft, page):
    template = kept(draft)
    client.force_login(DoctorFactory(clinic=draft.clinic).user)
    ask = client.post if page else client.get

    assert ask(f"{template.get_absolute_url()}{page}", WORDS).status_code == 404
    assert ClinicTemplateVersion.objects.count() == 1
    assert ClinicTemplate.objects.get().retired_at is None


def test_a_program_is_kept_as_a_template_without_its_notes(desk, draft):
    draft.draft_lines.update(note="For you, Anna.")

    response = desk.post(new_of(draft), WORDS)

    template = ClinicTemplate.objects.get()
    line = template.versions.get().lines.get()
    assert response.headers["Location"] == f"/desk/templates/{template.pk}/"
    assert (template.is_shared, line.exercise.slug, line.note) == (True, LYING, "")
    assert said(response) == ["Saved as version 1."]


def test_each_note_is_offered_for_review_and_kept_only_when_ticked(desk, patient):
    draft = drafted(LYING, SITTING, patient=patient)
    draft.draft_lines.update(note="Slowly.")
    first = reading.draft_lines(draft)[0]

    page = words_of(desk.get(new_of(draft)))
    desk.post(new_of(draft), WORDS | {"ticks": [str(first.pk)]})

    version = ClinicTemplateVersion.objects.get()
    assert page.count("Keep the note:") == 2
    assert [line.note for line in version.lines.all()] == ["Slowly.", ""]


def test_it_is_made_from_the_draft_or_from_what_the_patient_has(desk, patient):
    draft = drafted(LYING, patient=patient)
    prescribed(SITTING, program=draft)

    for source in ("", "?from=revision"):
        desk.post(new_of(draft) + source, WORDS)

    versions = ClinicTemplateVersion.objects.order_by("id")
    assert [one.lines.get().exercise.slug for one in versions] == [LYING, SITTING]


def test_a_program_gives_the_next_version_of_ones_own(desk, draft):
    template = kept(draft)
    address = f"{new_of(draft)}?of={template.pk}"

    page = desk.get(address)
    desk.post(address, WORDS | {"name": "Calmer leg"})

    assert 'value="Calm leg"' in page.text
    assert [one.name for one in template.versions.all()] == ["Calmer leg", "Calm leg"]


def test_a_colleagues_template_gets_no_version_from_ones_program(desk, draft):
    colleague = DoctorFactory(clinic=draft.clinic)
    theirs = kept(drafted(patient=screened(doctor=colleague)), is_shared=True)

    desk.post(f"{new_of(draft)}?of={theirs.pk}", WORDS)

    assert theirs.versions.count() == 1
    assert ClinicTemplate.objects.count() == 2


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(desk, draft):
    response = desk.post(new_of(draft), WORDS | {"not_for": " "})

    assert response.context["form"].errors == {"not_for": ["This field is required."]}
    assert "When calm." in response.text
    assert not ClinicTemplate.objects.exists()


def test_a_program_without_exercises_makes_no_template(desk, patient):
    response = desk.post(new_of(ProgramFactory(patient=patient)), WORDS)

    assert "This program has no exercise yet." in words_of(response)
    assert not ClinicTemplate.objects.exists()


def test_a_change_drops_an_exercise_and_keeps_the_notes_of_the_others(desk, patient):
    draft = drafted(LYING, SITTING, patient=patient)
    draft.draft_lines.update(note="Slowly.")
    template = kept(draft)
    lines = template.versions.get().lines.all()

    desk.post(f"{template.get_absolute_url()}edit/", WORDS | {"ticks": [str(lines[1].pk)]})

    newest = template.versions.first()
    assert (newest.number, newest.lines.get().note) == (2, "Slowly.")
    assert newest.lines.get().exercise.slug == SITTING


def test_a_template_keeps_at_least_one_exercise(desk, draft):
    template = kept(draft)

    response = desk.post(f"{template.get_absolute_url()}edit/", WORDS)

    assert "Keep at least one exercise." in words_of(response)
    assert template.versions.count() == 1


def test_a_retired_template_leaves_the_list(desk, draft):
    template = kept(draft)

    response = desk.post(f"{template.get_absolute_url()}retire/")

    assert response.headers["Location"] == LIST
    assert said(response) == ["Retired: it is offered no more."]
    assert desk.get(LIST).context["own"] == []
    assert "Retired" in words_of(desk.get(template.get_absolute_url()))


def test_the_gallery_names_what_a_template_would_leave_out_before_it_is_chosen(client):
    patient = screened(findings=("rotation_intolerant",))
    drafted(patient=screened())
    client.force_login(patient.doctor.user)

    page = words_of(client.get(begin_of(patient)))

    assert "Seated trunk rotation, arms out – Turning the trunk brings on the symptoms" in page
    assert "10 of 12 exercises" in page
    assert "0 days without back or leg pain (84 needed by default)." in page
    assert "Begin empty" in page


def test_the_gallery_reminds_of_what_the_screening_lacks(client):
    patient = screened(findings=("fever",))
    client.force_login(patient.doctor.user)

    assert "Fever: no exercise while it lasts." in words_of(client.get(begin_of(patient)))


def test_a_program_begins_with_a_template_and_is_told_what_was_left_out(client):
    patient = screened(findings=("rotation_intolerant",))
    drafted(patient=screened())
    client.force_login(patient.doctor.user)

    response = client.post(begin_of(patient), {"template": "source-complex"})

    program = Program.objects.get(patient=patient)
    (message,) = get_messages(response.wsgi_request)
    assert response.headers["Location"] == f"/desk/patients/{patient.pk}/program/"
    assert program.draft_lines.count() == 10
    assert (message.level_tag, str(message).count("Left out:")) == ("warning", 2)


@pytest.mark.parametrize("template", ["", "no-such-thing"])
def test_a_program_may_begin_empty(desk, patient, template):
    desk.post(begin_of(patient), {"template": template})

    assert Program.objects.get().draft_lines.count() == 0


def test_a_template_is_added_behind_the_lines_of_a_draft(desk, draft):
    page = words_of(desk.get(begin_of(draft.patient)))
    response = desk.post(begin_of(draft.patient), {"template": "source-complex"})

    assert "Add to the program" in page
    assert "Begin empty" not in page
    assert said(response) == [
        "Applied: 11 of 12. Left out: Double knee-to-chest – It is in the program already."
    ]
    assert draft.draft_lines.count() == 12


def test_a_closed_template_posted_all_the_same_begins_nothing(desk, patient):
    response = desk.post(begin_of(patient), {"template": "prevention"})

    assert said(response) == ["0 days without back or leg pain (84 needed by default)."]
    assert not Program.objects.exists()


def test_ones_own_is_applied_like_a_shipped_one(client, draft):
    draft.draft_lines.update(note="Slowly.", sets=3)
    template, patient = kept(draft), screened(doctor=draft.doctor)
    client.force_login(draft.doctor.user)

    client.post(begin_of(patient), {"template": str(template.pk)})

    line = Program.objects.get(patient=patient).draft_lines.get()
    assert (line.exercise.slug, line.sets, line.note) == (LYING, 3, "Slowly.")


def test_a_template_of_another_clinic_is_neither_offered_nor_applied(client, draft, patient):
    theirs = kept(drafted(), is_shared=True)
    client.force_login(draft.doctor.user)

    fits = client.get(begin_of(patient)).context["open_fits"]
    client.post(begin_of(patient), {"template": str(theirs.pk)})

    assert str(theirs.pk) not in [fit.template.key for fit in fits]
    assert draft.draft_lines.count() == 1


def test_the_pages_ask_the_database_as_often_with_30_templates_as_with_one(client, library_of):
    slugs = library_of(30)

    def queries_with(count: int) -> list[int]:
        draft = drafted(*slugs[:count])
        made = [kept(draft) for _ in range(count)]
        client.force_login(draft.doctor.user)
        addresses = (LIST, begin_of(draft.patient), new_of(draft), made[0].get_absolute_url())
        return [queries_of(address) for address in addresses]

    def queries_of(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    assert queries_with(1) == queries_with(3) == queries_with(30)
