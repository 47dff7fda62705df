"""A doctor's own templates: what they take of a program, their versions, and who may use them."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError

from exercises.models import Exercise
from programs import reading, templates
from programs.models import ClinicTemplate, ClinicTemplateLine, ClinicTemplateVersion, DraftLine
from programs.services import templates as keeping
from tests.factories import LYING, SITTING, DoctorFactory, drafted, exercise, kept, prescribed

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    """Two lines that carry all that a line can carry of a patient."""
    program = drafted(LYING, SITTING)
    program.draft_lines.update(
        note="For you, Anna.", override_reason="Anna insists.", side="left", sets=4
    )
    return program


def edition(*lines: object, **words: object) -> keeping.Edition:
    texts = {"name": "Calm leg", "rationale": "When calm.", "not_for": "Fever.", "notes_of": []}
    return keeping.Edition(**({"is_shared": False, "lines": lines} | texts | words))


def names_for(user) -> list[str]:
    return [template.name for template in templates.own(user)]


def test_it_takes_exercises_and_doses_in_their_order_and_nothing_of_the_patient(program):
    template = kept(program, notes_of=[])

    rows = list(ClinicTemplateLine.objects.order_by("place").values())
    assert [(one.exercise.slug, one.sets) for one in template.versions.get().lines.all()] == [
        (LYING, 4),
        (SITTING, 4),
    ]
    assert [row["note"] for row in rows] == ["", ""]
    assert {"side", "override_reason", "program_id", "patient_id"}.isdisjoint(rows[0])


def test_a_note_stays_only_where_the_doctor_keeps_it(program):
    first, _second = reading.draft_lines(program)

    template = kept(program, notes_of=[first.pk])

    assert [one.note for one in template.versions.get().lines.all()] == ["For you, Anna.", ""]


def test_a_prescribed_revision_serves_as_well_as_a_draft():
    program = prescribed(LYING, SITTING).program
    lines = list(reading.newest_lines(program))

    template = keeping.make(program=program, edition=edition(*lines), by=program.doctor.user)

    slugs = [one.exercise.slug for one in template.versions.get().lines.all()]
    assert slugs == [LYING, SITTING]


def test_a_change_makes_the_next_version_with_who_saved_it(program):
    template, by = kept(program), program.doctor.user
    line = reading.draft_lines(program)[0]

    keeping.change(template=template, edition=edition(line, name="Calmer leg"), by=by)

    first, second = ClinicTemplateVersion.objects.order_by("number")
    assert [(one.number, one.name, one.author) for one in (first, second)] == [
        (1, "Calm leg", by),
        (2, "Calmer leg", by),
    ]
    assert (first.lines.count(), second.lines.count()) == (2, 1)
    assert names_for(by) == ["Calmer leg"]


@pytest.mark.parametrize("model", [ClinicTemplateVersion, ClinicTemplateLine])
def test_a_version_and_its_lines_are_never_edited(program, model):
    kept(program)

    with pytest.raises(DatabaseError, match="Cannot update or delete"):
        model.objects.update(clinic=program.clinic)


def test_a_line_is_never_deleted(program):
    kept(program)

    with pytest.raises(DatabaseError, match="Cannot update or delete"):
        ClinicTemplateLine.objects.all().delete()


@pytest.mark.parametrize("field", ["name", "rationale", "not_for"])
def test_a_version_says_its_name_why_and_who_it_is_not_for(program, field):
    with pytest.raises(IntegrityError, match="template_says_why_and_who_it_is_not_for"):
        kept(program, **{field: ""})


def test_two_versions_never_share_a_number(program):
    template = kept(program)
    again = replace(edition(*reading.draft_lines(program)), name="Twin")
    ClinicTemplate.objects.update(version=0)

    with pytest.raises(IntegrityError, match="template_versions_do_not_repeat"):
        keeping.change(template=template, edition=again, by=program.doctor.user)


def test_an_exercise_stands_once_in_a_template(program):
    line = DraftLine.objects.filter(program=program).first()

    with pytest.raises(IntegrityError, match="an_exercise_stands_once_in_a_template"):
        kept(program, lines=[line, line])


def test_a_private_one_is_its_doctors_a_shared_one_the_clinics(program):
    colleague, stranger = DoctorFactory(clinic=program.clinic).user, DoctorFactory().user
    kept(program, name="Mine alone")
    kept(program, name="For all of us", is_shared=True)

    assert names_for(program.doctor.user) == ["For all of us", "Mine alone"]
    assert names_for(colleague) == ["For all of us"]
    assert names_for(stranger) == []


def test_only_its_own_doctor_may_change_it(program):
    colleague = DoctorFactory(clinic=program.clinic).user
    kept(program, is_shared=True)

    assert templates.kept_by(colleague).count() == 0
    assert templates.kept_by(program.doctor.user).count() == 1


def test_a_retired_one_is_offered_no_more_but_can_still_be_looked_at(program):
    template, by = kept(program), program.doctor.user

    keeping.retire(template=template)

    found = templates.find(str(template.pk), by)
    assert names_for(by) == []
    assert (found.name, found.is_offered_in(program.clinic_id)) == ("Calm leg", False)


def test_one_clinics_template_is_not_offered_in_another(program):
    template = templates.find(str(kept(program).pk), program.doctor.user)

    assert template.is_offered_in(program.clinic_id) is True
    assert template.is_offered_in(DoctorFactory().clinic_id) is False


def test_a_retired_exercise_keeps_its_name_and_is_not_offered(program):
    template = kept(program)
    Exercise.objects.filter(slug=SITTING).update(status="retired")

    lines = templates.find(str(template.pk), program.doctor.user).lines

    assert [(line.name, line.offer is None) for line in lines] == [
        (exercise(LYING).name, False),
        (exercise(SITTING).name, True),
    ]


@pytest.mark.parametrize("key", ["no-such-template", "01a20598-f927-7509-b221-9b1fd0a45ce0"])
def test_an_unknown_key_finds_nothing(program, key):
    assert templates.find(key, program.doctor.user) is None
