from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.dosage import (
    LIMITS,
    Dosage,
    Sides,
    Tempo,
    as_json,
    effective_hold,
    from_json,
    in_words,
    is_one_long_time,
    lessened,
    minutes_a_day,
    problems,
    repetition_seconds,
    session_seconds,
)

EVERY_DAY = tuple(range(7))
MON_WED_FRI = (0, 2, 4)


def dose(**changes: Any) -> Dosage:
    """Once over, eight repetitions in the default tempo, without a hold of their own."""
    default = Dosage(
        sets=1,
        repetitions=8,
        hold=0,
        rest=15,
        tempo=Tempo(3, 1, 3),
        sides=Sides.BOTH,
        times_a_day=1,
        days_of_week=EVERY_DAY,
    )
    return replace(default, **changes)


def test_a_tempo_is_written_as_out_hold_back():
    assert Tempo.parse("4-0-6") == Tempo(out=4, hold=0, back=6)
    assert str(Tempo(3, 1, 3)) == "3-1-3"


@pytest.mark.parametrize(
    "text", ["", "3-1", "3-1-3-1", "a-b-c", "-3-1-3", "3–1–3", "100-1-3", "³-1-3"]
)
def test_a_tempo_that_cannot_be_read_is_refused_in_words(text):
    with pytest.raises(ValueError, match="Write the tempo as out-hold-back in seconds"):
        Tempo.parse(text)


def test_a_sensible_dose_has_no_problems():
    assert problems(dose()) == {}


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("sets", "Sets must be between 1 and 10."),
        ("repetitions", "Repetitions must be between 1 and 50."),
        ("hold", "Hold must be between 0 and 1800 seconds."),
        ("rest", "Rest must be between 0 and 300 seconds."),
        ("times_a_day", "Times a day must be between 1 and 6."),
    ],
)
def test_a_number_just_beyond_its_limits_is_refused_in_words(field, sentence):
    limit = LIMITS[field]
    modest = dose(repetitions=1)

    assert problems(replace(modest, **{field: limit.minimum - 1})) == {field: sentence}
    assert problems(replace(modest, **{field: limit.maximum + 1})) == {field: sentence}
    assert problems(replace(modest, **{field: limit.minimum})) == {}
    assert problems(replace(modest, **{field: limit.maximum})) == {}


@pytest.mark.parametrize("nonsense", [{"sets": 0}, {"sets": 1000}, {"hold": -3}])
def test_nonsense_is_refused_beside_its_field(nonsense):
    assert list(problems(dose(**nonsense))) == list(nonsense)


@pytest.mark.parametrize("tempo", [Tempo(21, 1, 3), Tempo(3, 21, 3), Tempo(3, 1, -1)])
def test_each_part_of_the_tempo_has_its_limits(tempo):
    assert problems(dose(tempo=tempo)) == {
        "tempo": "Each part of the tempo must be 0 to 20 seconds."
    }


@pytest.mark.parametrize("tempo", [Tempo(0, 1, 3), Tempo(3, 1, 0)])
def test_requirement_10_no_movement_is_dosed_to_take_no_time(tempo):
    assert problems(dose(tempo=tempo)) == {
        "tempo": "Moving out and moving back must each take at least 1 second."
    }


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ((), "Choose at least one day of the week."),
        ((0, 0), "Choose days from Monday to Sunday, each once."),
        ((7,), "Choose days from Monday to Sunday, each once."),
        ((-1,), "Choose days from Monday to Sunday, each once."),
    ],
)
def test_the_days_must_be_days_of_the_week(days, sentence):
    assert problems(dose(days_of_week=days)) == {"days_of_week": sentence}


def test_several_problems_are_told_at_once():
    assert set(problems(dose(sets=0, rest=301, days_of_week=()))) == {
        "sets",
        "rest",
        "days_of_week",
    }


def test_a_session_has_at_most_a_hundred_repetitions():
    assert problems(dose(sets=2, repetitions=50, tempo=Tempo(1, 0, 1))) == {}
    assert problems(dose(sets=3, repetitions=34, tempo=Tempo(1, 0, 1))) == {
        "repetitions": "One session would have 102 repetitions; the most is 100."
    }


def test_one_exercise_takes_at_most_half_an_hour():
    assert problems(dose(repetitions=1, hold=1800)) == {}
    assert problems(dose(repetitions=3, hold=600, rest=300)) == {}
    assert problems(dose(repetitions=3, hold=601)) == {
        "hold": "One session would take 31 min; the most is 30 min."
    }
    assert problems(dose(repetitions=50, tempo=Tempo(20, 1, 20))) == {
        "repetitions": "One session would take 35 min; the most is 30 min."
    }


def test_a_hold_takes_the_place_of_the_middle_of_the_tempo():
    assert effective_hold(dose(hold=10)) == 10
    assert effective_hold(dose(hold=0)) == 1
    assert repetition_seconds(dose(hold=10)) == 16
    assert repetition_seconds(dose(hold=0)) == 7


def test_a_hold_over_a_minute_is_a_rest_or_a_walk_that_nothing_is_added_to():
    assert is_one_long_time(dose(hold=60)) is False
    assert is_one_long_time(dose(hold=61)) is True
    assert repetition_seconds(dose(hold=60)) == 66
    assert repetition_seconds(dose(hold=61)) == 61


def test_a_session_takes_its_repetitions_and_the_rest_after_every_set():
    assert session_seconds(dose(repetitions=5, hold=10, rest=10)) == 5 * 16 + 10
    assert session_seconds(dose(sets=2, rest=30)) == 2 * (8 * 7 + 30)


def test_doing_each_side_takes_twice_as_long_and_one_side_does_not():
    both = session_seconds(dose(sides=Sides.BOTH))

    assert session_seconds(dose(sides=Sides.EACH)) == 2 * both
    assert session_seconds(dose(sides=Sides.AFFECTED)) == both


def test_a_day_takes_every_line_every_time_rounded_up_to_minutes():
    knees_to_chest = dose(repetitions=5, hold=10, rest=10, times_a_day=3)
    bridge = dose(sets=2, rest=30)

    assert minutes_a_day([knees_to_chest]) == 5
    assert minutes_a_day([knees_to_chest, bridge]) == 8
    assert minutes_a_day([]) == 0


def test_the_minutes_are_those_of_the_fullest_day():
    one_minute = dose(repetitions=5, hold=3, rest=15)
    daily = replace(one_minute, days_of_week=EVERY_DAY)
    thrice_a_week = replace(one_minute, days_of_week=MON_WED_FRI)
    tuesdays = replace(one_minute, days_of_week=(1,))

    assert minutes_a_day([thrice_a_week, tuesdays]) == 1
    assert minutes_a_day([daily, thrice_a_week, tuesdays]) == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"repetitions": 5, "hold": 10}, "5 times, hold 10 seconds"),
        ({"sets": 2, "sides": Sides.EACH}, "2 sets of 8, each side"),
        ({"repetitions": 1, "hold": 1}, "once, hold 1 second"),
        ({"repetitions": 10, "sides": Sides.AFFECTED}, "10 times, on the affected side"),
        ({"repetitions": 3, "hold": 60}, "3 times, hold 60 seconds"),
        ({"repetitions": 1, "hold": 300}, "5 minutes"),
        ({"repetitions": 1, "hold": 90}, "90 seconds"),
        ({"repetitions": 2, "hold": 120}, "2 times, 2 minutes"),
        (
            {"repetitions": 1, "hold": 660, "sides": Sides.AFFECTED},
            "11 minutes, on the affected side",
        ),
        ({"sets": 2, "repetitions": 1, "hold": 180}, "2 sets of 1, 3 minutes"),
    ],
)
def test_a_dose_reads_as_one_would_say_it(changes, words):
    assert in_words(dose(**changes)) == words


def within(field: str) -> st.SearchStrategy[int]:
    return st.integers(LIMITS[field].minimum, LIMITS[field].maximum)


DOSES = st.builds(
    Dosage,
    sets=within("sets"),
    repetitions=within("repetitions"),
    hold=within("hold"),
    rest=within("rest"),
    tempo=st.builds(Tempo, within("tempo"), within("tempo"), within("tempo")),
    sides=st.sampled_from(Sides),
    times_a_day=within("times_a_day"),
    days_of_week=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
)


@given(DOSES)
def test_any_dose_survives_being_written_and_read(given_dose):
    assert from_json(as_json(given_dose)) == given_dose


@given(DOSES, st.sampled_from(["sets", "repetitions", "rest"]))
def test_more_of_anything_never_takes_less_time(given_dose, field):
    more = replace(given_dose, **{field: getattr(given_dose, field) + 1})

    assert session_seconds(more) >= session_seconds(given_dose)


@pytest.mark.parametrize(
    ("repetitions", "percent", "less"),
    [
        (5, 60, 3),
        (8, 60, 5),
        (10, 60, 6),
        (1, 60, 1),
        (2, 20, 1),
        (5, 50, 3),
        (5, 49, 2),
        (3, 90, 3),
    ],
)
def test_a_share_of_the_repetitions_is_rounded_half_up_and_at_least_one(repetitions, percent, less):
    assert lessened(dose(repetitions=repetitions), percent=percent).repetitions == less


@pytest.mark.parametrize(
    ("hold", "percent", "less"),
    [(300, 60, 180), (600, 33, 200), (200, 60, 120), (125, 60, 75), (100, 60, 65), (62, 90, 62)],
)
def test_a_walk_or_a_rest_is_shortened_to_five_seconds_and_stays_one(hold, percent, less):
    shorter = lessened(dose(hold=hold, repetitions=1), percent=percent)

    assert (shorter.hold, shorter.repetitions) == (less, 1)
    assert is_one_long_time(shorter)


def test_a_hold_within_a_repetition_stays_as_it_is():
    assert lessened(dose(hold=60, repetitions=3), percent=60) == dose(hold=60, repetitions=2)


@given(
    repetitions=st.integers(1, 50),
    hold=st.integers(0, 1800),
    percent=st.integers(1, 100),
    more=st.integers(0, 99),
)
def test_a_share_is_never_more_than_the_dose_nor_less_than_a_smaller_share(
    repetitions, hold, percent, more
):
    whole = dose(repetitions=repetitions, hold=hold)
    larger = lessened(whole, percent=min(100, percent + more))
    smaller = lessened(whole, percent=percent)

    assert session_seconds(smaller) <= session_seconds(larger) <= session_seconds(whole)


def test_the_whole_share_is_the_dose():
    assert lessened(dose(hold=62), percent=100) == dose(hold=62)
