import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.figures import FigureRequestError, Timing, timing_from
from exercises.figures.motion import Moment, on_the_way


@pytest.mark.parametrize(
    ("tempo", "hold", "timing"),
    [
        ("3-1-3", "10", Timing(3, 10, 3)),
        ("3-1-3", "0", Timing(3, 1, 3)),
        ("4-0-2", "0", Timing(4, 0, 2)),
        ("2.5-0-2.5", "1.5", Timing(2.5, 1.5, 2.5)),
        ("20-20-20", "1800", Timing(20, 1800, 20)),
        ("0-0-1", "0", Timing(0, 0, 1)),
    ],
)
def test_a_hold_replaces_the_middle_of_the_tempo(tempo, hold, timing):
    assert timing_from(tempo, hold) == timing


@pytest.mark.parametrize(
    ("tempo", "hold", "words"),
    [
        ("", "0", "The tempo must be three numbers of seconds, such as 3-1-3."),
        ("fast", "0", "The tempo must be three numbers of seconds, such as 3-1-3."),
        ("3-1", "0", "The tempo must be three numbers of seconds, such as 3-1-3."),
        ("3-1-3-1", "0", "The tempo must be three numbers of seconds, such as 3-1-3."),
        ("3--1-3", "0", "The tempo must be three numbers of seconds, such as 3-1-3."),
        ("3-nan-3", "0", "The tempo must be three numbers of seconds, such as 3-1-3."),
        ("٣-1-3", "0", "The tempo must be three numbers of seconds, such as 3-1-3."),
        ("21-1-3", "0", "Each part of the tempo can be at most 20 seconds."),
        ("0-5-0", "0", "The tempo must give some time to move out or back."),
        ("3-1-3", "", "The hold must be a number of seconds, such as 10."),
        ("3-1-3", "-3", "The hold must be a number of seconds, such as 10."),
        ("3-1-3", "1e9", "The hold must be a number of seconds, such as 10."),
        ("3-1-3", "1801", "The hold can be at most 1800 seconds."),
    ],
)
def test_nonsense_is_refused_in_words(tempo, hold, words):
    with pytest.raises(FigureRequestError) as refusal:
        timing_from(tempo, hold)

    assert str(refusal.value) == words


@given(tempo=st.text(alphabet="0123456789.-e ", max_size=12), hold=st.text(max_size=5))
def test_whatever_is_asked_is_either_refused_or_a_loop_that_a_player_can_run(tempo, hold):
    try:
        timing = timing_from(tempo, hold)
    except FigureRequestError:
        return

    assert 0 < timing.out + timing.back <= 40
    assert 0 <= timing.hold <= 300


@pytest.mark.parametrize(
    ("way", "moment"),
    [
        (("start", "end", 0), Moment("start", "start")),
        (("start", "end", 1), Moment("end", "end")),
        (("end", "start", 1), Moment("start", "start")),
        (("start", "end", 0.75), Moment("end", "start", 0.25)),
        (("end", "start", 0.25), Moment("end", "start", 0.25)),
    ],
)
def test_a_moment_has_one_name_whichever_way_it_is_passed(way, moment):
    assert on_the_way(*way) == moment
