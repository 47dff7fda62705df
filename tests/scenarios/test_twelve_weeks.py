"""Twelve weeks of seven patients, every day of which is compared with what the rules ask."""

from dataclasses import replace

import pytest
from django.utils import timezone

from following.services import flares
from following.services.news import report_news
from monitoring import stages
from programs import gates
from programs.services import drafting, screening, supervision
from programs.services.supervision import Refused
from tests.factories import LYING, SITTING, STANDING, exercise
from tests.scenarios.life import Act, Day, Life, Seen, prescribe

pytestmark = pytest.mark.django_db

TWELVE_WEEKS = 84
GOOD = Seen()
SITS, STANDS = Seen(stages=(1, 2)), Seen(stages=(1, 2, 3))
FOOT = ("calf_right", "foot_right")
ON_THE_SIDE = "clam"


def resume(life: Life) -> None:
    screening.check_red_flags(patient=life.patient, by=life.doctor, flags=[])
    supervision.resume(program=life.program, by=life.doctor, why="Seen today, all is well.")


def refuse_to_resume(life: Life) -> None:
    screening.check_red_flags(patient=life.patient, by=life.doctor, flags=[])
    with pytest.raises(Refused):
        supervision.resume(program=life.program, by=life.doctor, why="Too early.")


def call_it_bad(life: Life) -> None:
    flares.call_day_bad(patient=life.patient, red_flags=[], at=timezone.now())


def tell_of_pregnancy(life: Life) -> None:
    report_news(patient=life.patient, by=life.patient.user, kinds=["pregnancy"])


def review_pregnancy(life: Life) -> None:
    screening.review_contraindications(patient=life.patient, by=life.doctor, findings=["pregnancy"])


def prescribe_on_the_side(life: Life) -> None:
    program = life.program
    program.draft_lines.all().delete()
    drafting.add_all(
        program=program,
        exercises=[exercise(ON_THE_SIDE)],
        save=drafting.Save(program.draft_version),
    )
    screening.check_red_flags(patient=life.patient, by=life.doctor, flags=[])
    prescribe(program)
    supervision.sign_off(
        program=program,
        exercise=exercise(ON_THE_SIDE),
        technique=True,
        tolerated=True,
        by=life.doctor,
    )


def open_stage(stage: int) -> Act:
    def act(life: Life) -> None:
        stages.open_stage(
            patient=life.patient,
            stage=stage,
            by=life.doctor,
            at=timezone.now(),
            sits_ten_minutes=True,
        )

    return act


def may_not_open(stage: int) -> Act:
    def act(life: Life) -> None:
        with pytest.raises(Refused):
            open_stage(stage)(life)

    return act


def paused(because: str, *, judged: str | None = None, alerts: tuple[str, ...] = ()) -> Seen:
    return Seen("suspended", because, judged=judged, alerts=alerts, done="")


def test_a_patient_who_improves_is_let_sit_and_then_stand():
    sitting, standing = open_stage(gates.SITTING), open_stage(gates.STANDING)
    story = (
        (1, Day((3, 3), acts=(may_not_open(gates.SITTING),)), GOOD),
        (6, Day((3, 3)), GOOD),
        (7, Day((2, 2)), GOOD),
        (1, Day((2, 2), acts=(sitting,)), SITS),
        (13, Day((1, 1)), SITS),
        (6, Day((0, 0)), SITS),
        (1, Day((0, 0), acts=(may_not_open(gates.STANDING),)), SITS),
        (1, Day((0, 0), acts=(standing,)), STANDS),
        (48, Day((0, 0)), STANDS),
    )

    assert Life(LYING, SITTING, STANDING).live(story) == TWELVE_WEEKS


def test_pain_that_comes_back_closes_what_it_forbids_until_it_is_earned_again():
    sitting, standing = open_stage(gates.SITTING), open_stage(gates.STANDING)
    story = (
        (5, Day((1, 1)), GOOD),
        (1, Day((1, 1), acts=(sitting,)), SITS),
        (7, Day((0, 0)), SITS),
        (1, Day((0, 0), acts=(standing,)), STANDS),
        (16, Day((0, 0)), STANDS),
        (1, Day((1, 0)), replace(SITS, alerts=("stage_closed",))),
        (6, Day((0, 0)), SITS),
        (1, Day((0, 0), acts=(may_not_open(gates.STANDING),)), SITS),
        (1, Day((0, 0), acts=(standing,)), STANDS),
        (11, Day((0, 0)), STANDS),
        (1, Day((0, 3)), Seen(alerts=("stage_closed", "stage_closed"), done="60 %")),
        (4, Day((0, 1)), GOOD),
        (1, Day((0, 1), acts=(may_not_open(gates.SITTING),)), GOOD),
        (1, Day((0, 1), acts=(sitting,)), SITS),
        (27, Day((0, 1)), SITS),
    )

    assert Life(LYING, SITTING, STANDING).live(story) == TWELVE_WEEKS


def test_a_patient_with_flares_is_paused_resumed_and_comes_back_by_a_bad_day():
    lasting, severe = "leg_pain_lasting", "severe_pain"
    story = (
        (14, Day((2, 3)), GOOD),
        (1, Day((2, 5)), replace(GOOD, done="60 %")),
        (1, Day((2, 5)), paused(lasting, judged=lasting, alerts=(lasting,))),
        (16, Day((2, 5)), paused(lasting)),
        (1, Day((1, 3), acts=(resume, call_it_bad)), replace(GOOD, done="bad day")),
        (20, Day((1, 2)), GOOD),
        (1, Day((8, 2)), paused(severe, judged=severe, alerts=(severe,))),
        (13, Day((4, 2)), paused(severe)),
        # The morning of the severe pain asked for less next time, and that time is now.
        (1, Day((1, 1), acts=(resume,)), replace(GOOD, done="60 %")),
        (16, Day((1, 1)), GOOD),
    )

    assert Life(LYING, flare=True).live(story) == TWELVE_WEEKS


def test_leg_pain_that_spreads_stops_the_exercise_then_the_session_then_the_plan():
    spread = {"moved": "down", "places": FOOT}
    again, morning = "leg_pain_spread_again", "morning_spread"
    story = (
        (10, Day((1, 2)), GOOD),
        (1, Day((1, 2), stops=(spread,)), GOOD),
        (1, Day((1, 2), stops=(spread, spread)), replace(GOOD, alerts=(again,), done="")),
        (1, Day((1, 2), morning={"places": FOOT}), paused(morning, alerts=(morning,))),
        (28, Day((1, 2)), paused(morning)),
        (1, Day((1, 1), acts=(resume,)), GOOD),
        (42, Day((1, 1)), GOOD),
    )

    assert Life(LYING).live(story) == TWELVE_WEEKS


def test_a_patient_who_falls_silent_is_reminded_and_then_released_anew():
    quiet, long = Day(silent=True), "silent_long"
    story = (
        (5, Day((1, 1)), GOOD),
        (6, quiet, replace(GOOD, done="")),
        (1, quiet, Seen(judged="silent", alerts=("silent",), done="")),
        (6, quiet, Seen(judged="silent", done="")),
        (1, quiet, paused(long, judged=long, alerts=(long,))),
        (30, quiet, paused(long)),
        (1, Day((1, 1), acts=(resume,)), GOOD),
        (34, Day((1, 1)), GOOD),
    )

    assert Life(LYING, zone="Pacific/Honolulu").live(story) == TWELVE_WEEKS


def test_a_pregnancy_pauses_until_the_doctor_has_reviewed_and_revised():
    new = "new_condition"
    story = (
        (9, Day((1, 1)), GOOD),
        (1, Day((1, 1), acts=(tell_of_pregnancy,)), paused(new, alerts=(new,))),
        (2, Day((1, 1), acts=(refuse_to_resume,)), paused(new)),
        (1, Day((1, 1), acts=(review_pregnancy, refuse_to_resume)), paused(new)),
        (1, Day((1, 1), acts=(prescribe_on_the_side, resume)), GOOD),
        (70, Day((1, 1)), GOOD),
    )

    assert Life(LYING).live(story) == TWELVE_WEEKS


def test_a_fever_rests_the_patient_and_the_plan():
    story = (
        (20, Day((1, 1)), GOOD),
        (1, Day((1, 1), ill=True), paused("ill", alerts=("ill",))),
        (13, Day((1, 1), ill=True), paused("ill")),
        (1, Day((1, 1), acts=(resume,)), GOOD),
        (49, Day((1, 1)), GOOD),
    )

    assert Life(LYING, zone="Pacific/Auckland").live(story) == TWELVE_WEEKS
