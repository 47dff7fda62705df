import pytest
from django.utils import timezone

from programs import reading
from programs.models import Program, ProgramEvent, SignOff, StageOpening
from programs.services import screening, supervision
from programs.services.supervision import Refused
from tests.factories import (
    LYING,
    SITTING,
    ProgramFactory,
    evidence,
    exercise,
    prescribed,
    screened,
)

pytestmark = pytest.mark.django_db

NOTHING_KNOWN = evidence()
READY_TO_SIT = evidence(good_sessions=5, sits_ten_minutes=True, leg_pain=2)
READY_TO_STAND = evidence(good_sessions=20, leg_pain=0, pain_free_days=7)


@pytest.fixture
def supervised(patient) -> Program:
    """Two exercises prescribed, none taught yet."""
    program = ProgramFactory(patient=patient, supervised=True)
    prescribed(LYING, SITTING, program=program, taught=False)
    return program


@pytest.fixture
def home(patient) -> Program:
    return prescribed(program=ProgramFactory(patient=patient, at_home=True)).program


def teach(program: Program, *slugs: str, technique: bool = True, tolerated: bool = True) -> None:
    for slug in slugs:
        supervision.sign_off(
            program=program,
            exercise=exercise(slug),
            technique=technique,
            tolerated=tolerated,
            by=program.doctor.user,
        )


def history(program: Program) -> list[tuple[str, str]]:
    return list(ProgramEvent.objects.filter(program=program).values_list("kind", "reason"))


def test_what_was_taught_is_signed_by_whom_and_when(supervised, doctor):
    teach(supervised, LYING)

    row = SignOff.objects.get()
    assert (row.technique, row.tolerated, row.signed_by) == (True, True, doctor)
    assert reading.taught_exercises(supervised) == {exercise(LYING).pk}


@pytest.mark.parametrize(("technique", "tolerated"), [(True, False), (False, True)])
def test_one_tick_of_two_is_not_a_sign_off(supervised, technique, tolerated):
    teach(supervised, LYING, technique=technique, tolerated=tolerated)

    assert reading.taught_exercises(supervised) == frozenset()


def test_a_tick_taken_back_locks_the_exercise_again(supervised):
    teach(supervised, LYING)
    teach(supervised, LYING, technique=False)

    assert [one.slug for one in reading.untaught_exercises(supervised)] == [LYING, SITTING]


def test_the_release_is_refused_with_the_names_of_what_was_not_taught(supervised, doctor):
    teach(supervised, LYING)

    with pytest.raises(Refused) as refusal:
        supervision.release_to_home(program=supervised, by=doctor)

    assert str(refusal.value) == (
        f"Not signed off yet: {exercise(SITTING).name}. Tick each one, or write why you waive it."
    )
    supervised.refresh_from_db()
    assert supervised.status == Program.Status.SUPERVISED


def test_when_all_is_taught_the_patient_goes_home(supervised, doctor):
    teach(supervised, LYING, SITTING)

    supervision.release_to_home(program=supervised, by=doctor)

    supervised.refresh_from_db()
    assert supervised.status == Program.Status.HOME
    assert supervised.released_at is not None
    assert history(supervised) == [("released", "")]


def test_a_waiver_needs_a_reason_and_keeps_it(supervised, doctor):
    teach(supervised, LYING)

    with pytest.raises(Refused):
        supervision.release_to_home(program=supervised, by=doctor, waived_because="   ")
    supervision.release_to_home(program=supervised, by=doctor, waived_because=" Knows it well. ")

    waived = SignOff.objects.get(exercise=exercise(SITTING))
    assert (waived.waived_because, waived.signed_by) == ("Knows it well.", doctor)
    assert history(supervised) == [("waived", "Knows it well.")]
    assert reading.untaught_exercises(supervised) == []


def test_a_waiver_does_not_open_the_gate_while_a_red_flag_stands(supervised, doctor, patient):
    screening.check_red_flags(patient=patient, by=doctor, flags=["foot_drop"])
    Program.objects.filter(pk=supervised.pk).update(
        status="supervised", suspended_at=None, suspended_because=""
    )

    with pytest.raises(Refused, match="Not yet: No red flag"):
        supervision.release_to_home(program=supervised, by=doctor, waived_because="Knows it.")


def test_nobody_goes_home_before_the_inflammation_has_settled(doctor):
    program = prescribed(program=ProgramFactory(supervised=True)).program

    with pytest.raises(Refused, match="The acute inflammation has settled"):
        supervision.release_to_home(program=program, by=doctor)


@pytest.mark.parametrize("status", ["draft", "suspended", "ended"])
def test_only_a_supervised_program_is_released(supervised, doctor, status):
    teach(supervised, LYING, SITTING)
    Program.objects.filter(pk=supervised.pk).update(
        status=status, suspended_at=timezone.now(), suspended_because="doctor"
    )

    with pytest.raises(Refused, match="Only a supervised program"):
        supervision.release_to_home(program=supervised, by=doctor)


def test_a_new_exercise_stays_locked_at_home_until_it_is_taught(home):
    prescribed(LYING, "cat-camel-forearms", program=home, taught=False, number=2)

    plan = reading.plan(home)
    assert [line.exercise.slug for line in plan.lines] == [LYING]
    assert [(one.line.exercise.slug, one.reason) for one in plan.locked] == [
        ("cat-camel-forearms", "untaught")
    ]

    teach(home, "cat-camel-forearms")
    assert reading.plan(home).locked == ()


def test_a_pause_keeps_its_reason_and_locks_the_sessions(home, doctor):
    at = timezone.now()

    supervision.suspend(program=home, because="doctor", at=at, by=doctor)

    home.refresh_from_db()
    assert (home.status, home.suspended_because, home.suspended_at) == ("suspended", "doctor", at)
    assert history(home) == [("suspended", "doctor")]


def test_a_paused_program_keeps_its_first_reason(home, doctor):
    supervision.suspend(program=home, because="strong_pain", at=timezone.now())

    supervision.suspend(program=home, because="doctor", at=timezone.now(), by=doctor)

    home.refresh_from_db()
    assert home.suspended_because == "strong_pain"
    assert history(home) == [("suspended", "strong_pain")]


def test_it_resumes_only_with_a_written_reason(home, doctor):
    supervision.suspend(program=home, because="doctor", at=timezone.now())

    with pytest.raises(Refused, match="Write why the patient may go on"):
        supervision.resume(program=home, by=doctor, why=" ")
    supervision.resume(program=home, by=doctor, why="Seen today, pain is gone.")

    home.refresh_from_db()
    assert (home.status, home.suspended_because, home.suspended_at) == ("home", "", None)
    assert history(home)[-1] == ("resumed", "Seen today, pain is gone.")


def test_it_does_not_resume_while_the_screening_forbids_it(home, doctor, patient):
    screening.check_red_flags(patient=patient, by=doctor, flags=["bladder"])

    with pytest.raises(Refused, match="Refer before any exercise"):
        supervision.resume(program=home, by=doctor, why="It looks fine.")


def test_a_supervised_program_resumes_as_supervised(supervised, doctor):
    supervision.suspend(program=supervised, because="doctor", at=timezone.now())

    supervision.resume(program=supervised, by=doctor, why="Seen today.")

    supervised.refresh_from_db()
    assert supervised.status == Program.Status.SUPERVISED


def test_what_is_not_paused_is_not_resumed(home, doctor):
    with pytest.raises(Refused, match="This program is not paused"):
        supervision.resume(program=home, by=doctor, why="Go on.")


def test_a_program_ends_once_and_with_a_reason(home, doctor):
    with pytest.raises(Refused, match="Write why the program ends"):
        supervision.end(program=home, by=doctor, why="")
    supervision.end(program=home, by=doctor, why="Free of pain.")
    with pytest.raises(Refused, match="ended already"):
        supervision.end(program=home, by=doctor, why="Again.")

    assert reading.current_program(home.patient) is None
    assert history(home) == [("ended", "Free of pain.")]


def test_sitting_opens_when_its_conditions_hold(home, doctor):
    supervision.open_stage(program=home, stage=2, evidence=READY_TO_SIT, by=doctor)

    opening = StageOpening.objects.get()
    assert (opening.stage, opening.opened_by, opening.reason) == (2, doctor, "")
    assert opening.evidence == READY_TO_SIT.as_json()
    assert reading.open_stages(home) == {1, 2}


def test_sitting_opens_before_that_only_with_a_reason(home, doctor):
    with pytest.raises(Refused, match="Not yet: 0 sessions in a row"):
        supervision.open_stage(program=home, stage=2, evidence=NOTHING_KNOWN, by=doctor, reason=" ")

    supervision.open_stage(
        program=home, stage=2, evidence=NOTHING_KNOWN, by=doctor, reason="Sits all day at work."
    )

    assert StageOpening.objects.get().reason == "Sits all day at work."


def test_requirement_15_standing_never_opens_before_pain_is_gone_whatever_the_reason(home, doctor):
    almost = evidence(good_sessions=40, sits_ten_minutes=True, leg_pain=0, pain_free_days=6)

    with pytest.raises(Refused, match="6 days without back or leg pain"):
        supervision.open_stage(
            program=home, stage=3, evidence=almost, by=doctor, reason="She insists."
        )

    assert reading.open_stages(home) == {1}


def test_standing_opens_after_seven_days_without_pain(home, doctor):
    supervision.open_stage(program=home, stage=3, evidence=READY_TO_STAND, by=doctor)

    assert reading.open_stages(home) == {1, 3}
    assert history(home) == [("opened", "3")]


def test_a_stage_opened_twice_is_open_once(home, doctor):
    for _ in range(2):
        supervision.open_stage(program=home, stage=2, evidence=READY_TO_SIT, by=doctor)

    assert StageOpening.objects.count() == 1
    assert history(home) == [("opened", "2")]


def test_a_closed_stage_is_locked_again_and_may_open_anew(home, doctor):
    supervision.open_stage(program=home, stage=2, evidence=READY_TO_SIT, by=doctor)

    supervision.close_stage(program=home, stage=2, by=doctor, why="Pain came back.")

    assert reading.open_stages(home) == {1}
    supervision.open_stage(program=home, stage=2, evidence=READY_TO_SIT, by=doctor)
    assert history(home) == [("opened", "2"), ("closed", "2 Pain came back."), ("opened", "2")]


def test_a_screening_of_one_patient_leaves_the_program_of_another(home):
    other = screened()

    screening.check_red_flags(patient=other, by=other.doctor.user, flags=["bladder"])

    home.refresh_from_db()
    assert home.status == Program.Status.HOME
