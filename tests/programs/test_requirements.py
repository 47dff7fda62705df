"""The numbered requirements of the clinical rules, as far as a doctor builds a program."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from people.models import Patient
from programs import reading
from programs.models import Program, Revision
from programs.services import prescribing, screening, supervision
from programs.services.drafting import Save
from tests.factories import (
    LYING,
    SITTING,
    STANDING,
    PatientFactory,
    ProgramFactory,
    StageOpeningFactory,
    drafted,
    exercise,
    prescribed,
    screened,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def prescribe(program: Program) -> Revision:
    program.refresh_from_db()
    return prescribing.prescribe(
        program=program,
        by=program.doctor.user,
        why="We begin gently.",
        save=Save(program.draft_version),
        on=TODAY(),
    )


def missing_for(patient: Patient) -> list[str]:
    program = drafted(patient=patient)
    return [item.code for item in prescribing.readiness(program, on=TODAY())]


def test_requirement_3_the_record_holds_cause_side_and_reach(patient):
    assert (patient.cause, patient.affected_side, patient.reach) == ("herniation", "right", "calf")
    assert patient.complaint == "Right leg to the calf"


def test_requirement_4_without_a_neurologists_decision_nothing_is_prescribed():
    patient = PatientFactory()
    by = patient.doctor.user
    screening.state_inflammation_settled(patient=patient, by=by, settled_on=TODAY())
    screening.check_red_flags(patient=patient, by=by, flags=[])
    screening.review_contraindications(patient=patient, by=by, findings=[])

    assert missing_for(patient) == ["neurologist"]


def test_requirement_4_a_neurologist_may_decide_against_it(patient, doctor):
    screening.record_neurologist_decision(
        patient=patient, by=doctor, neurologist="Dr Ek", decided_on=TODAY(), is_indicated=False
    )

    assert missing_for(patient) == ["neurologist"]


def test_requirement_5_without_the_dated_statement_a_program_is_refused_in_words():
    patient = PatientFactory()
    by = patient.doctor.user
    screening.record_neurologist_decision(
        patient=patient, by=by, neurologist="Dr Lis", decided_on=TODAY(), is_indicated=True
    )
    screening.check_red_flags(patient=patient, by=by, flags=[])
    screening.review_contraindications(patient=patient, by=by, findings=[])

    with pytest.raises(prescribing.NotReadyToPrescribe) as refusal:
        prescribe(drafted(patient=patient))

    (missing,) = refusal.value.missing
    assert missing.sentence == "State, with a date, that the acute inflammation has settled."


def test_requirement_6_a_revision_has_an_author_and_a_reason_or_is_none(draft):
    revision = prescribe(draft)

    assert revision.author == draft.doctor.user
    with pytest.raises(IntegrityError, match="revision_says_why"):
        Revision.objects.create(
            clinic=draft.clinic,
            program=draft,
            number=2,
            author=draft.doctor.user,
            why="",
            pain_policy="strict",
            stop_rules_version=1,
            stop_rules=[],
            starts_on=TODAY(),
            review_on=TODAY(),
        )


def test_requirement_7_a_prescribed_program_is_supervised_before_it_is_at_home(draft, doctor):
    prescribe(draft)
    draft.refresh_from_db()
    assert draft.status == Program.Status.SUPERVISED
    assert reading.plan(draft).lines == ()

    for line in reading.newest_lines(draft):
        supervision.sign_off(
            program=draft, exercise=line.exercise, technique=True, tolerated=True, by=doctor
        )
    supervision.release_to_home(program=draft, by=doctor)

    draft.refresh_from_db()
    assert draft.status == Program.Status.HOME
    assert [line.exercise.slug for line in reading.plan(draft).lines] == [LYING]


def test_requirement_7_a_waiver_needs_a_written_reason(draft, doctor):
    prescribe(draft)

    with pytest.raises(supervision.Refused):
        supervision.release_to_home(program=draft, by=doctor)

    released = supervision.release_to_home(program=draft, by=doctor, waived_because="Knows it.")
    assert released.status == Program.Status.HOME


def test_requirement_12_what_is_needed_beside_mat_and_chair_is_told_to_the_patient():
    program = prescribed(LYING, SITTING, program=ProgramFactory(at_home=True)).program
    StageOpeningFactory(program=program, stage=2)
    assert reading.plan(program).extra_equipment == ()

    needing = ("prone-lying", "open-book", "hamstring-stretch-strap")
    prescribed(SITTING, *needing, program=program, number=2)

    assert [item.label for item in reading.plan(program).extra_equipment] == ["Pillow", "Strap"]


@pytest.mark.parametrize(
    ("opened", "locked"),
    [
        ((), {SITTING: "sitting", STANDING: "standing"}),
        ((2,), {STANDING: "standing"}),
        ((2, 3), {}),
    ],
)
def test_requirements_13_to_15_lying_is_open_sitting_and_standing_wait(opened, locked):
    program = prescribed(LYING, SITTING, STANDING, program=ProgramFactory(at_home=True)).program
    for stage in opened:
        StageOpeningFactory(program=program, stage=stage)

    plan = reading.plan(program)

    assert {one.line.exercise.slug: one.reason for one in plan.locked} == locked
    assert plan.lines[0].exercise.slug == LYING


def test_requirement_16_pregnancy_is_no_bar():
    assert missing_for(screened(findings=("pregnancy",))) == ["blocked"]  # lying on the back
    patient = screened(findings=("pregnancy",))

    draft = drafted("cat-camel-forearms", patient=patient)

    assert prescribing.readiness(draft, on=TODAY()) == ()


@pytest.mark.parametrize("finding", ["diabetes", "endocrine", "hypertension", "musculoskeletal"])
def test_requirement_17_blocked_until_a_doctor_clears_it_with_reason_and_review(finding):
    patient = screened(findings=(finding,))
    assert finding in missing_for(patient)

    cleared = screening.clear(
        patient=patient,
        by=patient.doctor.user,
        finding=finding,
        reason="Stable for a year.",
        review_on=TODAY() + timedelta(days=90),
    )

    assert missing_for(patient) == []
    assert (cleared.reason, cleared.recorded_by) == ("Stable for a year.", patient.doctor.user)


def test_requirement_17_a_clearance_past_its_review_blocks_again():
    patient = screened(findings=("diabetes",))
    screening.clear(
        patient=patient,
        by=patient.doctor.user,
        finding="diabetes",
        reason="Stable.",
        review_on=TODAY() - timedelta(days=1),
    )

    assert missing_for(patient) == ["diabetes"]


@pytest.mark.parametrize(
    "finding", ["sciatica_exacerbation", "chronic_disease_flare", "inflammation", "fever"]
)
def test_requirement_18_an_exacerbation_suspends_and_cannot_be_cleared(finding):
    patient = screened()
    program = ProgramFactory(patient=patient, at_home=True)
    by = patient.doctor.user

    screening.review_contraindications(patient=patient, by=by, findings=[finding])
    screening.clear(
        patient=patient, by=by, finding=finding, reason="Mild.", review_on=TODAY() + timedelta(9)
    )

    program.refresh_from_db()
    assert program.status == Program.Status.SUSPENDED
    with pytest.raises(supervision.Refused, match="no exercise while it lasts"):
        supervision.resume(program=program, by=by, why="Mild.")


def test_requirement_18_when_it_is_over_the_doctor_may_resume():
    patient = screened()
    program = ProgramFactory(patient=patient, at_home=True)
    by = patient.doctor.user
    screening.review_contraindications(patient=patient, by=by, findings=["fever"])
    screening.review_contraindications(patient=patient, by=by, findings=[])

    supervision.resume(program=program, by=by, why="No fever for three days.")

    program.refresh_from_db()
    assert program.status == Program.Status.HOME


def test_requirement_19_an_effortful_exercise_is_prescribed_only_with_a_written_reason(patient):
    draft = drafted("bodyweight-squat", patient=patient)
    assert [item.code for item in prescribing.readiness(draft, on=TODAY())] == ["blocked"]

    draft.draft_lines.update(override_reason="Free of pain for a year.")

    assert prescribe(draft).lines.get().exercise == exercise("bodyweight-squat")
