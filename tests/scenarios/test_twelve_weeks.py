"""Twelve weeks of six patients, every day of which is compared with what the rules ask."""

from dataclasses import replace

import pytest
from django.utils import timezone

from following.services import flares
from following.services.news import report_news
from monitoring import services
from programs import gates
from programs.services import drafting, screening, supervision
from programs.services.supervision import Refused
from tests.factories import LYING, SITTING, STANDING, exercise
from tests.scenarios.life import Act, Day, Life, Seen, Story, prescribe

pytestmark = pytest.mark.django_db

TWELVE_WEEKS = 84
GOOD = Seen()
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


def with_act(story: Story, number: int, act: Act) -> Story:
    """The story with something that the doctor does at dawn of one day, counted from 1."""
    days = [(day, seen) for count, day, seen in story for _again in range(count)]
    day, seen = days[number - 1]
    days[number - 1] = (replace(day, acts=(*day.acts, act)), seen)
    return tuple((1, day, seen) for day, seen in days)


def open_stage(stage: int) -> Act:
    def act(life: Life) -> None:
        services.open_stage(
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


def test_a_patient_who_improves_is_let_sit_and_then_stand():
    sitting, standing = open_stage(gates.SITTING), open_stage(gates.STANDING)
    story = (
        (1, Day((3, 3), acts=(may_not_open(gates.SITTING),)), GOOD),
        (6, Day((3, 3)), GOOD),
        (7, Day((2, 2)), GOOD),
        (1, Day((2, 2), acts=(sitting,)), Seen(stages=(1, 2))),
        (13, Day((1, 1)), Seen(stages=(1, 2))),
        (6, Day((0, 0)), Seen(stages=(1, 2))),
        (1, Day((0, 0), acts=(may_not_open(gates.STANDING),)), Seen(stages=(1, 2))),
        (1, Day((0, 0), acts=(standing,)), Seen(stages=(1, 2, 3))),
        (48, Day((0, 0)), Seen(stages=(1, 2, 3))),
    )

    assert Life(LYING, SITTING, STANDING).live(story) == TWELVE_WEEKS


def test_a_patient_with_a_flare_is_paused_resumed_and_comes_back_by_bad_days():
    paused = Seen("suspended", "leg_pain_lasting", judged=None, done=0)
    story = (
        (14, Day((2, 3)), GOOD),
        (1, Day((2, 5)), GOOD),
        (
            1,
            Day((2, 5)),
            Seen(
                "suspended", "leg_pain_lasting", judged=None, alerts=("leg_pain_lasting",), done=0
            ),
        ),
        (6, Day((2, 5)), paused),
        (1, Day((1, 3), acts=(resume, call_it_bad)), GOOD),
        (20, Day((1, 2)), GOOD),
        (
            1,
            Day((8, 2)),
            Seen(
                "suspended",
                "severe_pain_before",
                judged=None,
                alerts=("severe_pain_before",),
                done=0,
            ),
        ),
        (3, Day((4, 2)), Seen("suspended", "severe_pain_before", judged=None, done=0)),
        (37, Day((1, 1), acts=()), GOOD),
    )

    life = Life(LYING, flare=True)
    assert life.live(with_act(story, 47, resume)) == TWELVE_WEEKS


def test_leg_pain_that_spreads_stops_the_exercise_then_the_session_then_the_plan():
    spread = {"moved": "down", "places": FOOT}
    story = (
        (10, Day((1, 2)), GOOD),
        (1, Day((1, 2), stops=(spread,)), GOOD),
        (1, Day((1, 2), stops=(spread, spread)), Seen(alerts=("leg_pain_spread_again",), done=2)),
        (
            1,
            Day((1, 2), morning={"places": FOOT}),
            Seen("suspended", "morning_spread", judged=None, alerts=("morning_spread",), done=0),
        ),
        (4, Day((1, 2)), Seen("suspended", "morning_spread", judged=None, done=0)),
        (67, Day((1, 1)), GOOD),
    )

    assert Life(LYING).live(with_act(story, 18, resume)) == TWELVE_WEEKS


def test_a_patient_who_falls_silent_is_reminded_and_then_released_anew():
    quiet = Day(sessions=0, morning=None)
    story = (
        (5, Day((1, 1)), GOOD),
        (6, quiet, Seen(done=0)),
        (1, quiet, Seen(judged="silent", alerts=("silent",), done=0)),
        (6, quiet, Seen(judged="silent", done=0)),
        (
            1,
            quiet,
            Seen("suspended", "silent_long", judged="silent_long", alerts=("silent_long",), done=0),
        ),
        (5, quiet, Seen("suspended", "silent_long", judged=None, done=0)),
        (60, Day((1, 1)), GOOD),
    )

    assert Life(LYING).live(with_act(story, 25, resume)) == TWELVE_WEEKS


def test_a_pregnancy_pauses_until_the_doctor_has_reviewed_and_revised():
    paused = Seen("suspended", "new_condition", judged=None, done=0)
    story = (
        (9, Day((1, 1)), GOOD),
        (
            1,
            Day((1, 1), acts=(tell_of_pregnancy,)),
            Seen("suspended", "new_condition", judged=None, alerts=("new_condition",), done=0),
        ),
        (2, Day((1, 1), acts=(refuse_to_resume,)), paused),
        (1, Day((1, 1), acts=(review_pregnancy, refuse_to_resume)), paused),
        (1, Day((1, 1), acts=(prescribe_on_the_side, resume)), GOOD),
        (70, Day((1, 1)), GOOD),
    )

    assert Life(LYING).live(story) == TWELVE_WEEKS


def test_a_fever_rests_the_patient_and_the_plan():
    story = (
        (20, Day((1, 1)), GOOD),
        (
            1,
            Day((1, 1), ill=True),
            Seen("suspended", "ill", judged=None, alerts=("ill",), done=0),
        ),
        (5, Day((1, 1), ill=True), Seen("suspended", "ill", judged=None, done=0)),
        (58, Day((1, 1)), GOOD),
    )

    assert Life(LYING).live(with_act(story, 27, resume)) == TWELVE_WEEKS
