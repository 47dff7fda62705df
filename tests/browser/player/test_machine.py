"""The session's state machine by itself: from the check-in through the sets to the end."""

import pytest

from programs.stop_rules import ExerciseLimits, Limits, Policy
from tests.browser.player.machine import (
    GO_ON,
    NO_SIGNS,
    START,
    STOP,
    WELL,
    document,
    line,
    signs,
    stopping,
    tick,
    told,
    where,
)

DID = {"type": "did", "now": 0}
AT_THE_END = {"type": "answer", "back": 0, "leg": 0}


def test_requirement_10_a_set_lasts_as_long_as_its_tempo_says(play):
    doc = document(line("one", repetitions=4))
    almost, over = play(doc, *WELL, START, tick(27_999), tick(28_000))[-2:]

    assert almost["at"] == "moving"
    assert (over["at"], told(over)) == ("after", [("one", 1, "timed", 4, 28)])


def test_between_two_sets_of_an_exercise_the_rest_counts_down_by_itself(play):
    steps = play(document(), *WELL, START, tick(28_000), tick(32_999), tick(33_000))

    assert [step["at"] for step in steps[-3:]] == ["rest", "rest", "moving"]
    assert steps[-1]["place"] == {"line": "one", "number": 2}


def test_before_another_exercise_the_patient_gets_ready(play):
    doc = document(line("one"), line("two"))
    *_, ready = play(doc, *WELL, START, tick(28_000))

    assert (ready["at"], ready["place"]["line"]) == ("ready", "two")


def test_a_pause_stops_the_clock_and_going_on_loses_nothing(play):
    pause, go_on = {"type": "pause", "now": 10_000}, {"type": "go-on", "now": 60_000}
    steps = play(document(line("one")), *WELL, START, pause, tick(59_000), go_on, tick(77_999))

    assert (steps[-1]["at"], steps[5]["clock"]) == ("moving", {"ran": 10_000, "since": None})
    assert play(document(line("one")), tick(78_000), saved=steps[-1])[-1]["at"] == "moving"


def test_a_set_ticked_by_hand_is_told_apart_from_a_timed_one(play):
    *_, ready = play(document(line("one"), line("two")), *WELL, {"type": "did", "now": 0})

    assert told(ready) == [("one", 1, "ticked", 4, 0)]


def test_a_skipped_exercise_is_skipped_with_its_reason_in_all_its_open_sets(play):
    why = {"type": "answer", "reason": "no_time", "now": 9000}
    *_, ready = play(document(), *WELL, START, {"type": "skip", "now": 8000}, why)

    assert [place[2] for place in told(ready)] == ["skipped", "skipped"]
    assert {report["body"]["reason"] for report in ready["reports"]} == {"no_time"}
    assert ready["place"]["line"] == "two"


def test_skipping_because_it_hurts_is_a_stop(play):
    skip, pain = {"type": "skip", "now": 8000}, {"type": "answer", "reason": "pain", "now": 9000}
    *_, asked = play(document(), *WELL, START, skip, pain)

    assert (asked["at"], asked["stop"]["from"], asked["reports"]) == ("stop", "moving", [])


def test_requirement_11_one_press_on_stop_stops_the_clock_at_once(play):
    *_, stopped = play(document(), *WELL, START, STOP)

    assert (stopped["at"], stopped["clock"]) == ("stop", {"ran": 7000, "since": None})


def test_requirement_11_any_pain_ends_the_exercise_and_the_next_one_follows(play):
    *_, decided, ready = play(document(), *WELL, START, *stopping(now=8000), GO_ON)

    assert decided["decision"]["outcome"] == "stop_exercise"
    assert told(decided) == [("one", 1, "stopped", 1, 8), ("one", 2, "stopped", 0, 0)]
    assert [report["to"] for report in decided["reports"]][-1] == "stops"
    assert (ready["at"], ready["place"]["line"]) == ("ready", "two")


def test_no_pain_leads_back_to_the_set_with_its_clock_standing(play):
    *_, decided, back = play(document(), *WELL, START, *stopping(back=0, leg=0), GO_ON)

    assert (decided["decision"]["outcome"], told(decided)) == ("continue", [])
    assert (back["at"], back["clock"]) == ("moving", {"ran": 7000, "since": None})


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"back": 6}, "strong_pain"),
        ({"leg": 8, "moved": "up"}, "strong_pain"),
    ],
)
def test_strong_pain_ends_the_session(play, answers, reason):
    *_, decided, still = play(document(), *WELL, START, *stopping(**answers), GO_ON)

    assert (decided["decision"]["outcome"], decided["decision"]["reason"]) == (
        "stop_session",
        reason,
    )
    assert still["at"] == "decision"


def test_leg_pain_that_moves_down_twice_ends_the_session(play):
    once = stopping(moved="down")
    first, *_, second = play(document(), *WELL, START, *once, GO_ON, START, *once)[-8:]

    assert first["decision"]["reason"] == "leg_pain_spread"
    assert second["decision"]["reason"] == "leg_pain_spread_again"


@pytest.mark.parametrize("before", [WELL[1], where()])
def test_pain_further_down_than_before_moved_down_whatever_the_answer(play, before):
    check_in = [WELL[0], before, NO_SIGNS]
    *_, decided = play(document(), *check_in, START, *stopping("calf_left", moved="up"))

    assert decided["decision"]["reason"] == "leg_pain_spread"


def test_pain_that_is_new_in_the_other_leg_moved_down(play):
    *_, decided = play(document(), *WELL, START, *stopping("thigh_back_right"))

    assert decided["decision"]["reason"] == "leg_pain_spread"


def test_where_it_hurts_is_reported_with_the_stop(play):
    *_, decided = play(document(), *WELL, START, *stopping("low_back_left", "heel_left"))

    assert decided["reports"][-1]["body"] == {
        "line": "one",
        "places": ["low_back_left", "heel_left"],
        "back": 1,
        "leg": 2,
        "moved": "same",
        "numb_or_weak": False,
        "dizzy_or_breathless": False,
        "red_flags": [],
    }


def test_leg_pain_that_moves_up_may_go_on_where_the_plan_has_a_direction(play):
    doc = document(policy=Policy.MONITORED, directional_preference=True)
    *_, decided = play(doc, *WELL, START, *stopping("low_back_left", back=3, leg=0, moved="up"))

    assert decided["decision"]["reason"] == "moved_up_as_preferred"


def test_the_limit_of_one_exercise_stops_that_one(play):
    limits = Limits(exercises={"slug-of-two": ExerciseLimits(stop_exercise_at=2)})
    doc = document(line("one"), line("two"), policy=Policy.MONITORED, limits=limits)
    stopped = [START, *stopping("thigh_back_left", leg=2)]
    went_on, *_, stopped = play(doc, *WELL, *stopped, GO_ON, {"type": "did"}, *stopped)[-9:]

    assert went_on["decision"]["reason"] == "mild_pain_allowed"
    assert stopped["decision"]["reason"] == "limit_exercise"


def test_after_the_last_exercise_pain_is_asked_and_the_session_is_done(play):
    *_, after, end = play(document(line("one")), *WELL, DID, AT_THE_END)

    assert (after["at"], end["at"]) == ("after", "done")
    assert [(report["to"], report["body"]) for report in end["reports"]] == [
        ("finish", {"back": 0, "leg": 0, "red_flags": None})
    ]


def test_where_it_still_hurts_after_the_session_warning_signs_are_asked(play):
    *_, asked, end = play(document(line("one")), *WELL, DID, AT_THE_END | {"leg": 1}, NO_SIGNS)

    assert (asked["at"], asked["reports"], end["at"]) == ("red-flags", [], "done")
    assert end["reports"][0]["body"] == {"back": 0, "leg": 1, "red_flags": []}


def test_a_warning_sign_after_the_session_ends_it_as_a_stop(play):
    *_, end = play(document(line("one")), *WELL, DID, AT_THE_END | {"leg": 1}, signs(numb=True))

    assert (end["at"], end["decision"]["reason"]) == ("decision", "numb_or_weak")
    (report,) = end["reports"]
    assert (report["to"], report["body"]["line"], report["body"]["leg"]) == ("stops", None, 1)


def test_strong_pain_after_the_last_exercise_is_not_praised(play):
    *_, end = play(document(line("one")), *WELL, DID, AT_THE_END | {"back": 8}, NO_SIGNS)

    assert (end["at"], end["decision"]["reason"]) == ("decision", "strong_pain")
