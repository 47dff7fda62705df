import dataclasses

import pytest
from django.utils import timezone

from people.ids import uuid7
from programs import dosage, reading
from programs.dosage import Sides
from programs.models import DraftLine, Program
from programs.safeguards import Safeguards
from programs.services import drafting, screening
from programs.services.drafting import Save, Terms
from tests.factories import LYING, SITTING, STANDING, DoctorFactory, drafted, exercise, screened

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def slugs_in(program: Program) -> list[str]:
    return [line.exercise.slug for line in reading.draft_lines(program)]


def version_of(program: Program) -> int:
    return Program.objects.get(pk=program.pk).draft_version


def now(program: Program) -> Save:
    return Save(version_of(program))


def add(program: Program, slug: str, *, save: Save | None = None, **more: str) -> DraftLine:
    return drafting.add_line(
        program=program, exercise=exercise(slug), save=save or now(program), on=TODAY(), **more
    )


def change(line: DraftLine, *, save: Save | None = None, **dose: object) -> DraftLine:
    return drafting.change_line(
        line=line,
        save=save or now(line.program),
        dosage=dataclasses.replace(line.dosage, **dose),
        safeguards=Safeguards(),
        note=" Slowly. ",
        override_reason="",
    )


def test_a_patient_has_one_open_program_however_often_it_is_begun(patient, doctor):
    first = drafting.draft_of(patient=patient, by=doctor)

    assert drafting.draft_of(patient=patient, by=doctor) == first


def test_the_doctor_who_begins_the_program_is_its_doctor(patient):
    colleague = DoctorFactory(clinic=patient.clinic)

    assert drafting.draft_of(patient=patient, by=colleague.user).doctor == colleague


def test_a_program_begins_with_the_exercises_in_their_order(patient, doctor):
    exercises = [exercise(slug) for slug in (STANDING, LYING, SITTING)]

    program = drafting.draft_of(patient=patient, by=doctor)
    drafting.add_all(program=program, exercises=exercises, save=now(program))

    assert slugs_in(program) == [STANDING, LYING, SITTING]


def test_added_twice_it_holds_each_exercise_once(draft):
    for _ in range(2):
        drafting.add_all(program=draft, exercises=[exercise(LYING)], save=now(draft))

    assert slugs_in(draft) == [LYING]


def test_an_added_exercise_stands_last_with_the_librarys_dosage(draft):
    line = add(draft, SITTING)

    assert slugs_in(draft) == [LYING, SITTING]
    assert line.dosage == dosage.from_json(exercise(SITTING).current.content["dose"])


def test_an_exercise_that_stands_already_is_not_added_again(draft):
    with pytest.raises(drafting.AlreadyInDraft):
        add(draft, LYING)

    assert slugs_in(draft) == [LYING]


def test_a_dose_for_the_affected_side_knows_which_side_that_is(draft):
    line = change(draft.draft_lines.get(), sides=Sides.AFFECTED)

    line.refresh_from_db()
    assert (line.sides, line.side) == ("affected", "right")


def test_a_changed_line_keeps_its_dose_and_its_trimmed_note(draft):
    line = change(draft.draft_lines.get(), sets=3, hold=7, days_of_week=(0, 2))

    line.refresh_from_db()
    assert (line.dosage.sets, line.dosage.hold, line.dosage.days_of_week) == (3, 7, (0, 2))
    assert line.note == "Slowly."


def test_a_removed_line_is_gone(draft):
    drafting.remove_line(line=draft.draft_lines.get(), save=now(draft))

    assert slugs_in(draft) == []


def test_lines_stand_in_the_order_asked_for(patient):
    draft = drafted(LYING, SITTING, STANDING, patient=patient)
    first, second, third = reading.draft_lines(draft)

    drafting.reorder(program=draft, order=[third.pk, first.pk, second.pk], save=now(draft))

    assert slugs_in(draft) == [STANDING, LYING, SITTING]


def test_a_line_added_elsewhere_stays_behind_those_that_are_ordered(patient):
    draft = drafted(LYING, SITTING, STANDING, patient=patient)
    first, second, _unknown = reading.draft_lines(draft)

    drafting.reorder(program=draft, order=[second.pk, uuid7(), first.pk], save=now(draft))

    assert slugs_in(draft) == [SITTING, LYING, STANDING]


def test_each_save_moves_the_draft_on_by_one_version(draft):
    before = version_of(draft)

    add(draft, SITTING)

    assert version_of(draft) == before + 1


@pytest.mark.parametrize("behind", [-1, 1])
def test_a_save_made_on_another_version_is_refused_and_changes_nothing(draft, behind):
    before = version_of(draft)

    with pytest.raises(drafting.StaleDraft):
        add(draft, SITTING, save=Save(before + behind))

    assert slugs_in(draft) == [LYING]
    assert version_of(draft) == before


def test_a_change_sent_again_is_not_saved_twice(draft):
    save = Save(version_of(draft), change=uuid7())
    line = change(draft.draft_lines.get(), sets=3, save=save)

    with pytest.raises(drafting.AlreadySaved):
        change(line, sets=4, save=save)

    line.refresh_from_db()
    assert line.sets == 3
    assert version_of(draft) == save.version + 1


def test_a_change_without_an_id_is_never_taken_for_the_last_one(draft):
    add(draft, SITTING, save=Save(version_of(draft)))

    add(draft, STANDING, save=Save(version_of(draft)))

    assert slugs_in(draft) == [LYING, SITTING, STANDING]


def test_an_exercise_that_is_blocked_needs_a_reason():
    draft = drafted(LYING, patient=screened(findings=("stenosis",)))

    with pytest.raises(drafting.ReasonNeeded, match="stenosis"):
        add(draft, "standing-back-bend", override_reason="  ")

    assert slugs_in(draft) == [LYING]


def test_the_reason_for_a_blocked_exercise_is_kept():
    draft = drafted(LYING, patient=screened(findings=("stenosis",)))

    line = add(draft, "standing-back-bend", override_reason=" Extension eases her leg. ")

    assert line.override_reason == "Extension eases her leg."


def test_requirement_19_an_effortful_exercise_is_added_only_with_a_written_reason(draft):
    with pytest.raises(drafting.ReasonNeeded, match="after a long time without pain"):
        add(draft, "bodyweight-squat")

    assert add(draft, "bodyweight-squat", override_reason="A year without pain.").pk


def test_a_clearance_lifts_the_block_it_is_about():
    patient = screened(findings=("hypertension",))
    by = patient.doctor.user
    screening.clear(
        patient=patient, by=by, finding="hypertension", reason="Controlled.", review_on=TODAY()
    )
    draft = drafting.draft_of(patient=patient, by=by)
    blocked_by_pressure = next(
        one for one in map(exercise, LIBRARY_SLUGS) if "HT" in one.contraindications
    )

    assert add(draft, blocked_by_pressure.slug).override_reason == ""


LIBRARY_SLUGS = ("curl-up-arms-crossed", "hook-lying-leg-raise", "superman")


def test_the_terms_are_kept(draft):
    terms = Terms(
        pain_policy="monitored",
        directional_preference="extension",
        stop_exercise_at=2,
        stop_session_at=5,
        starts_on=TODAY(),
        review_on=None,
        note=" Breathe. ",
    )
    drafting.change_terms(program=draft, save=now(draft), terms=terms)

    draft.refresh_from_db()
    kept = {name: getattr(draft, name) for name in vars(terms)}
    assert kept == vars(terms) | {"note": "Breathe."}


def test_the_safeguards_of_a_line_are_kept(draft):
    line, easier = draft.draft_lines.get(), exercise("single-knee-to-chest")
    safeguards = Safeguards(
        stop_exercise_at=2, stop_session_at=4, easier=easier, flare_sets=1, flare_repetitions=3
    )

    drafting.change_line(
        line=line,
        save=now(draft),
        dosage=line.dosage,
        safeguards=safeguards,
        note="",
        override_reason="",
    )

    line.refresh_from_db()
    assert {name: getattr(line, name) for name in vars(safeguards)} == vars(safeguards)
    assert (line.bad_day.sets, line.bad_day.repetitions) == (1, 3)
