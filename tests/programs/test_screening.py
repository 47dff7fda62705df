from datetime import timedelta

import pytest
from django.utils import timezone

from programs import reading
from programs.forms.screening import ClearanceForm, InflammationForm, NeurologistForm
from programs.models import ClinicRules, NeurologistDecision, NewCondition, Program, ProgramEvent
from programs.services import screening, supervision
from tests.factories import (
    LYING,
    PrescribedLineFactory,
    ProgramFactory,
    RevisionFactory,
    StageOpeningFactory,
    prescribed,
    screened,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def codes_missing(program: Program) -> list[str]:
    return [item.code for item in reading.readiness(program, on=TODAY())]


def test_a_new_record_lacks_every_answer():
    program = ProgramFactory()

    assert codes_missing(program) == ["neurologist", "inflammation", "findings", "red_flags"]


def test_a_full_screening_lacks_nothing():
    assert codes_missing(ProgramFactory(patient=screened())) == []


def test_the_newest_answer_counts_and_the_older_ones_stay(patient, doctor):
    screening.record_neurologist_decision(
        patient=patient, by=doctor, neurologist="Dr Zoe Ek", decided_on=TODAY(), is_indicated=False
    )

    assert reading.facts_of(patient).exercise_indicated is False
    assert NeurologistDecision.objects.filter(patient=patient).count() == 2


def test_an_answer_keeps_who_gave_it_and_when(patient, doctor):
    settled = screening.state_inflammation_settled(patient=patient, by=doctor, settled_on=TODAY())

    settled.refresh_from_db()
    assert settled.recorded_by == doctor
    assert timezone.now() - settled.recorded_at < timedelta(minutes=1)


def test_an_answer_given_while_it_is_tomorrow_at_the_patients_does_not_lie_ahead():
    patient = screened(time_zone="Pacific/Kiritimati")
    with timezone.override("Pacific/Pago_Pago"):
        facts = reading.facts_of(patient)
        today = timezone.localdate()

    assert facts.red_flags_asked_on == today


@pytest.mark.parametrize("code", ["fever", "unstable_spine", "diabetes"])
def test_a_finding_that_forbids_exercise_or_waits_for_a_clearance_suspends(patient, doctor, code):
    program = ProgramFactory(patient=patient, at_home=True)

    screening.review_contraindications(patient=patient, by=doctor, findings=[code])

    program.refresh_from_db()
    assert (program.status, program.suspended_because) == ("suspended", "contraindication")


def test_a_finding_that_blocks_a_prescribed_exercise_suspends_until_it_is_revised():
    program = prescribed(LYING, program=ProgramFactory(patient=screened(), at_home=True)).program
    patient, doctor = program.patient, program.doctor.user

    screening.review_contraindications(patient=patient, by=doctor, findings=["pregnancy"])

    program.refresh_from_db()
    assert (program.status, program.suspended_because) == ("suspended", "contraindication")
    with pytest.raises(supervision.Refused, match="Blocked by what was found since"):
        supervision.resume(program=program, by=doctor, why="She is well.")


def test_a_blocked_exercise_with_a_written_reason_lets_the_program_go_on():
    program = ProgramFactory(patient=screened(), at_home=True)
    revision = RevisionFactory(program=program)
    PrescribedLineFactory(revision=revision, override_reason="For two minutes, on a wedge.")

    screening.review_contraindications(
        patient=program.patient, by=program.doctor.user, findings=["pregnancy"]
    )

    program.refresh_from_db()
    assert program.status == Program.Status.HOME


def test_a_red_flag_stands_until_a_doctor_has_asked_again():
    patient = screened()
    doctor = patient.doctor.user
    screening.check_red_flags(patient=patient, by=patient.user, flags=["bladder"])

    screening.check_red_flags(patient=patient, by=patient.user, flags=[])
    assert reading.facts_of(patient).red_flags == ("bladder",)

    screening.check_red_flags(patient=patient, by=doctor, flags=[])
    assert reading.facts_of(patient).red_flags == ()


def test_flags_of_several_answers_stand_together():
    patient = screened()
    for flags in (["bladder"], [], ["foot_drop", "bladder"]):
        screening.check_red_flags(patient=patient, by=patient.user, flags=flags)

    assert set(reading.facts_of(patient).red_flags) == {"bladder", "foot_drop"}


def test_a_new_condition_suspends_until_a_doctor_has_reviewed_it():
    program = ProgramFactory(patient=screened(), at_home=True)
    patient, doctor = program.patient, program.doctor.user

    screening.report_new_condition(patient=patient, by=patient.user, kinds=["surgery"])

    program.refresh_from_db()
    assert (program.status, program.suspended_because) == ("suspended", "new_condition")
    with pytest.raises(supervision.Refused, match="Reported as new: An operation"):
        supervision.resume(program=program, by=doctor, why="She is well.")
    screening.review_contraindications(patient=patient, by=doctor, findings=[])
    resumed = supervision.resume(program=program, by=doctor, why="A tooth, she is well.")
    assert resumed.status == Program.Status.HOME


def test_the_same_news_twice_is_kept_once():
    patient = screened()
    for _again in range(2):
        screening.report_new_condition(patient=patient, by=patient.user, kinds=["surgery"])

    assert NewCondition.objects.filter(patient=patient).count() == 1


def test_requirement_18_an_exacerbation_suspends_and_takes_back_a_stage(patient, doctor):
    program = ProgramFactory(patient=patient, at_home=True)
    for stage in (2, 3):
        StageOpeningFactory(program=program, stage=stage)

    screening.review_contraindications(
        patient=patient, by=doctor, findings=["sciatica_exacerbation"]
    )

    program.refresh_from_db()
    assert (program.status, program.suspended_because) == ("suspended", "sciatica_exacerbation")
    assert reading.open_stages(program) == {1, 2}


@pytest.mark.parametrize(("days", "may_open"), [(139, False), (140, True)])
def test_requirement_19_prevention_waits_as_long_as_the_clinic_says(
    patient, doctor, days, may_open
):
    ClinicRules.objects.create(
        clinic=patient.clinic, recorded_by=doctor, pain_free_weeks_for_prevention=20
    )
    screening.state_pain_free(patient=patient, by=doctor, since=TODAY() - timedelta(days=days))

    gate = reading.prevention_gate(reading.facts_of(patient), on=TODAY())

    assert gate.may_open is may_open


@pytest.mark.parametrize("code", ["osteoporosis", "pregnancy"])
def test_a_relative_finding_lets_the_program_go_on(patient, doctor, code):
    program = ProgramFactory(patient=patient, at_home=True)

    screening.review_contraindications(patient=patient, by=doctor, findings=[code])

    program.refresh_from_db()
    assert program.status == Program.Status.HOME


def test_a_finding_that_is_cleared_lets_the_program_go_on(patient, doctor):
    program = ProgramFactory(patient=patient, at_home=True)
    screening.clear(
        patient=patient,
        by=doctor,
        finding="hypertension",
        reason="Well controlled.",
        review_on=TODAY() + timedelta(days=90),
    )

    screening.review_contraindications(patient=patient, by=doctor, findings=["hypertension"])

    program.refresh_from_db()
    assert program.status == Program.Status.HOME


def test_a_red_flag_suspends_the_program_and_says_so_in_its_history(patient, doctor):
    program = ProgramFactory(patient=patient, at_home=True)

    screening.check_red_flags(patient=patient, by=doctor, flags=["bladder"])

    program.refresh_from_db()
    assert (program.status, program.suspended_because) == ("suspended", "red_flag")
    event = ProgramEvent.objects.get(program=program)
    assert (event.kind, event.reason) == (ProgramEvent.Kind.SUSPENDED, "red_flag")


def test_a_red_flag_of_a_draft_suspends_nothing_but_forbids_to_prescribe(patient, doctor):
    program = ProgramFactory(patient=patient)

    screening.check_red_flags(patient=patient, by=doctor, flags=["bladder"])

    program.refresh_from_db()
    assert program.status == Program.Status.DRAFT
    assert codes_missing(program) == ["red_flag"]


def test_a_day_still_to_come_is_refused_in_words():
    tomorrow = TODAY() + timedelta(days=1)
    answers = {"decided_on": tomorrow, "neurologist": "Dr Lis", "is_indicated": "yes"}

    assert NeurologistForm(answers).errors == {"decided_on": ["This day is still to come."]}


def test_the_inflammation_must_be_stated_and_not_only_dated():
    form = InflammationForm({"settled_on": TODAY()})

    assert form.errors == {"confirmed": ["Tick this to sign your statement."]}


def test_a_clearance_needs_a_reason_and_a_review_after_today():
    form = ClearanceForm({"finding": "diabetes", "reason": " ", "review_on": TODAY()})

    assert form.errors == {
        "reason": ["This field is required."],
        "review_on": ["Choose a day after today."],
    }


def test_only_what_may_be_cleared_is_offered_for_clearance():
    offered = {code for code, _label in ClearanceForm().fields["finding"].choices}

    assert offered == {
        "diabetes", "endocrine", "hypertension", "musculoskeletal", "recent_spinal_surgery",
        "spinal_surgery", "under_18",
    }  # fmt: skip
