"""The session's state machine by itself: from the check-in through the sets to the end."""

import pytest

from programs.stop_rules import Policy
from tests.browser.player.machine import (
    GO_ON,
    START,
    STOP,
    WELL,
    document,
    line,
    stopping,
    tick,
    told,
)


def test_a_good_check_in_leads_to_the_first_exercise_and_is_told(play):
    *_, ready = play(document(), WELL)

    assert (ready["at"], ready["place"]) == ("ready", {"line": "one", "number": 1})
    (report,) = ready["reports"]
    assert (report["to"], report["expected"]["outcome"]) == ("begin", "continue")
    assert report["body"] == {"slot": 2, "back": 1, "leg": 2, "ill": False, "red_flags": None}


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"ill": True}, "ill"),
        ({"back": 6}, "strong_pain_before"),
        ({"leg": 7}, "severe_pain_before"),
    ],
)
def test_requirement_18_fever_or_strong_pain_before_a_session_means_none(play, answers, reason):
    *_, decided = play(document(), WELL | answers, GO_ON)

    assert (decided["at"], decided["decision"]["reason"]) == ("decision", reason)


def test_red_flags_are_asked_after_the_check_in_when_they_are_due(play):
    none = {"type": "answer", "flags": [], "numb": False}
    _, asked, ready = play(document(red_flags_due=True), WELL, none)

    assert (asked["at"], asked["reports"]) == ("red-flags", [])
    assert (ready["at"], ready["reports"][0]["body"]["red_flags"]) == ("ready", [])


def test_the_gravest_red_flag_before_a_session_gives_the_words(play):
    flags = {"type": "answer", "flags": ["foot_drop", "bladder"], "numb": False}
    *_, decided = play(document(red_flags_due=True), WELL, flags)

    assert decided["decision"]["outcome"] == "emergency"
    assert decided["decision"]["words"] == "red_flag_emergency"


def test_requirement_10_a_set_lasts_as_long_as_its_tempo_says(play):
    doc = document(line("one", repetitions=4))
    almost, over = play(doc, WELL, START, tick(27_999), tick(28_000))[-2:]

    assert almost["at"] == "moving"
    assert (over["at"], told(over)) == ("after", [("one", 1, "timed", 4, 28)])


def test_between_two_sets_of_an_exercise_the_rest_counts_down_by_itself(play):
    steps = play(document(), WELL, START, tick(28_000), tick(32_999), tick(33_000))

    assert [step["at"] for step in steps[-3:]] == ["rest", "rest", "moving"]
    assert steps[-1]["place"] == {"line": "one", "number": 2}


def test_before_another_exercise_the_patient_gets_ready(play):
    doc = document(line("one"), line("two"))
    *_, ready = play(doc, WELL, START, tick(28_000))

    assert (ready["at"], ready["place"]["line"]) == ("ready", "two")


def test_a_pause_stops_the_clock_and_going_on_loses_nothing(play):
    pause, go_on = {"type": "pause", "now": 10_000}, {"type": "go-on", "now": 60_000}
    steps = play(document(line("one")), WELL, START, pause, tick(59_000), go_on, tick(77_999))

    assert (steps[-1]["at"], steps[3]["clock"]) == ("moving", {"ran": 10_000, "since": None})
    assert play(document(line("one")), tick(78_000), saved=steps[-1])[-1]["at"] == "moving"


def test_a_set_ticked_by_hand_is_told_apart_from_a_timed_one(play):
    *_, ready = play(document(line("one"), line("two")), WELL, {"type": "did", "now": 0})

    assert told(ready) == [("one", 1, "ticked", 4, 0)]


def test_a_skipped_exercise_is_skipped_with_its_reason_in_all_its_open_sets(play):
    why = {"type": "answer", "reason": "no_time", "now": 9000}
    *_, ready = play(document(), WELL, START, {"type": "skip", "now": 8000}, why)

    assert [place[2] for place in told(ready)] == ["skipped", "skipped"]
    assert {report["body"]["reason"] for report in ready["reports"]} == {"no_time"}
    assert ready["place"]["line"] == "two"


def test_skipping_because_it_hurts_is_a_stop(play):
    skip, pain = {"type": "skip", "now": 8000}, {"type": "answer", "reason": "pain", "now": 9000}
    *_, asked = play(document(), WELL, START, skip, pain)

    assert (asked["at"], asked["stop"]["from"], asked["reports"]) == ("stop", "moving", [])


def test_requirement_11_one_press_on_stop_stops_the_clock_at_once(play):
    *_, stopped = play(document(), WELL, START, STOP)

    assert (stopped["at"], stopped["clock"]) == ("stop", {"ran": 7000, "since": None})


def test_requirement_11_any_pain_ends_the_exercise_and_the_next_one_follows(play):
    *_, decided, ready = play(document(), WELL, START, *stopping(now=8000), GO_ON)

    assert decided["decision"]["outcome"] == "stop_exercise"
    assert told(decided) == [("one", 1, "stopped", 1, 8), ("one", 2, "stopped", 0, 0)]
    assert [report["to"] for report in decided["reports"]][-1] == "stops"
    assert (ready["at"], ready["place"]["line"]) == ("ready", "two")


def test_no_pain_leads_back_to_the_set_with_its_clock_standing(play):
    *_, decided, back = play(document(), WELL, START, *stopping(back=0, leg=0), GO_ON)

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
    *_, decided, still = play(document(), WELL, START, *stopping(**answers), GO_ON)

    assert (decided["decision"]["outcome"], decided["decision"]["reason"]) == (
        "stop_session",
        reason,
    )
    assert still["at"] == "decision"


def test_leg_pain_that_moves_down_twice_ends_the_session(play):
    once = stopping(moved="down")
    first, *_, second = play(document(), WELL, START, *once, GO_ON, START, *once)[-7:]

    assert first["decision"]["reason"] == "leg_pain_spread"
    assert second["decision"]["reason"] == "leg_pain_spread_again"


def test_pain_below_the_place_in_the_record_moved_down_whatever_the_answer(play):
    *_, decided = play(document(), WELL, START, *stopping(reach="foot", moved="up"))

    assert decided["decision"]["reason"] == "leg_pain_spread"


def test_moderate_pain_leaves_half_of_the_repetitions_once_when_the_plan_allows(play):
    doc = document(line("one", repetitions=8), policy=Policy.MONITORED)
    half = stopping(back=4, now=15_000)  # in the third repetition, with six to go
    *_, reduced = play(doc, WELL, START, *half, GO_ON)

    assert (reduced["at"], reduced["target"]) == ("moving", 5)
    *_, again = play(doc, *half, saved=reduced)
    assert again["decision"]["outcome"] == "stop_exercise"


@pytest.mark.parametrize(
    ("event", "reason", "words"),
    [
        ({"type": "dizzy"}, "dizzy_or_breathless", "dizzy_or_breathless"),
        ({"type": "answer", "flags": [], "numb": True}, "numb_or_weak", "numb_or_weak"),
        ({"type": "answer", "flags": ["foot_drop"], "numb": True}, "red_flag", "red_flag_same_day"),
    ],
)
def test_a_warning_sign_is_judged_at_once_without_more_questions(play, event, reason, words):
    asking = [] if event["type"] == "dizzy" else [{"type": "flags"}]
    *_, decided = play(document(), WELL, START, STOP, *asking, event)

    assert (decided["at"], decided["decision"]["reason"]) == ("decision", reason)
    assert decided["decision"]["words"] == words


def test_no_warning_sign_leads_back_to_the_question(play):
    none = {"type": "answer", "flags": [], "numb": False}
    *_, back = play(document(), WELL, START, STOP, {"type": "flags"}, none)

    assert (back["at"], back["stop"]["step"], back["stop"]["answers"]["red_flags"]) == (
        "stop",
        0,
        [],
    )


def test_after_the_last_exercise_pain_is_asked_and_the_session_is_done(play):
    done = {"type": "did", "now": 0}
    *_, after, end = play(
        document(line("one")), WELL, done, {"type": "answer", "back": 0, "leg": 1}
    )

    assert (after["at"], end["at"]) == ("after", "done")
    assert [(report["to"], report["body"]) for report in end["reports"]] == [
        ("finish", {"back": 0, "leg": 1})
    ]


def test_strong_pain_after_the_last_exercise_is_not_praised(play):
    done = {"type": "did", "now": 0}
    *_, end = play(document(line("one")), WELL, done, {"type": "answer", "back": 8, "leg": 1})

    assert (end["at"], end["decision"]["reason"]) == ("decision", "strong_pain")
