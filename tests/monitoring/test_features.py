from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.features import Answer, Exercised, Log, last_heard_on, over_days, rollup

TODAY = date(2026, 11, 20)
RELEASED = TODAY - timedelta(days=40)
NOTHING = {
    "new_condition": False,
    "clearance_lapsed": False,
    "worst_pain": 0,
    "stopped_sessions": 0,
    "leg_two_days_running": 0,
    "median_rise": 0,
    "silent_days": 0,
    "adherence_percent": 100,
}


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def at(ago: int, hour: int = 8) -> datetime:
    return datetime.combine(day(ago), time(hour), UTC)


def answer(ago: int, *, back: int | None = 0, leg: int | None = 0, at_rest: bool = True) -> Answer:
    return Answer(at(ago), day(ago), back, leg, at_rest=at_rest)


def session(ago: int, status: str = "done") -> Exercised:
    return Exercised(at(ago, hour=9), day(ago), status)


def log(*answers: Answer, since: int = 40, **fields: object) -> Log:
    given = {"since": at(since, hour=0), "silence_from": day(since), "heard_on": (TODAY,)}
    return Log(answers=answers, **given | fields)


def finding(known: Log, *, is_over: bool = True) -> dict:
    return over_days(known, TODAY, is_over=is_over)


def test_a_quiet_day_finds_nothing():
    assert finding(log(answer(0), sessions=(session(0),))) == NOTHING


@pytest.mark.parametrize(("ago", "pain"), [(0, 8), (6, 8), (7, 0)])
def test_the_worst_pain_is_that_of_the_last_seven_days(ago, pain):
    assert finding(log(answer(ago, leg=8)))["worst_pain"] == pain


@pytest.mark.parametrize("site", ["back", "leg"])
def test_the_worst_pain_may_be_of_back_or_leg_and_during_exercise(site):
    hurt = answer(1, **{site: 9}, at_rest=False)

    assert finding(log(answer(1, back=3, leg=3), hurt))["worst_pain"] == 9


def test_unanswered_pain_is_no_pain_over_days():
    assert finding(log(answer(0, back=None, leg=None))) == NOTHING


@pytest.mark.parametrize(("ago", "count"), [(0, 1), (6, 1), (7, 0)])
def test_stopped_sessions_are_those_of_seven_days(ago, count):
    stopped = (session(ago, "stopped"), session(1, "done"), session(2, "refused"))

    assert finding(log(sessions=stopped))["stopped_sessions"] == count


@pytest.mark.parametrize(
    ("answers", "pain"),
    [
        ([answer(0, leg=4)], 0),
        ([answer(0, leg=5), answer(1, leg=4)], 4),
        ([answer(0, leg=4), answer(1, leg=3)], 3),
        ([answer(0, leg=4), answer(2, leg=4)], 0),
        ([answer(1, leg=4), answer(2, leg=5)], 4),
        ([answer(0, leg=1), answer(1, leg=4), answer(2, leg=4)], 1),
        ([answer(0, leg=4), answer(0, leg=2), answer(1, leg=1), answer(1, leg=5)], 4),
        ([answer(0, leg=6), answer(1, leg=6, at_rest=False)], 0),
        ([answer(0, leg=6), answer(1, leg=None)], 0),
        ([answer(0, back=6), answer(1, back=6)], 0),
    ],
)
def test_leg_pain_that_lasts_is_the_lower_of_two_days_running_at_rest(answers, pain):
    assert finding(log(*answers))["leg_two_days_running"] == pain


def weeks(before: list[int], this: list[int], site: str = "leg") -> Log:
    return log(
        *(answer(7 + ago, **{site: pain}) for ago, pain in enumerate(before)),
        *(answer(ago, **{site: pain}) for ago, pain in enumerate(this)),
    )


@pytest.mark.parametrize(
    ("before", "this", "rise"),
    [
        ([1, 1, 1], [3, 3, 3], 2),
        ([1, 1, 9], [3, 3, 0], 2),
        ([1, 1, 1], [3, 2, 2], 1),
        ([1, 1, 2, 2], [3, 3, 3], 1.5),
        ([3, 3, 3], [1, 1, 1], 0),
        ([1, 1], [5, 5, 5], 0),
        ([1, 1, 1], [5, 5], 0),
        ([1] * 7, [3] * 7, 2),
    ],
)
@pytest.mark.parametrize("site", ["back", "leg"])
def test_the_median_of_a_week_is_compared_with_that_of_the_week_before(before, this, rise, site):
    assert finding(weeks(before, this, site))["median_rise"] == rise


def test_a_rise_of_leg_pain_does_not_hide_behind_a_steady_back():
    steady = [answer(ago, back=5, leg=3 if ago < 7 else 1) for ago in range(14)]

    assert finding(log(*steady))["median_rise"] == 2


@pytest.mark.parametrize("silent", [0, 1, 7, 14])
@pytest.mark.parametrize("word", ["answers", "sessions", "bad_days", "heard_on"])
def test_silence_counts_from_the_last_word(silent, word):
    said = {
        "answers": (answer(silent),),
        "sessions": (session(silent, "running"),),
        "bad_days": frozenset({day(silent)}),
        "heard_on": (day(silent),),
    }
    known = Log(since=at(40), silence_from=day(40), **{word: said[word]})

    assert finding(known)["silent_days"] == silent
    assert last_heard_on(known, TODAY) == day(silent)


@pytest.mark.parametrize(("awaited", "silent"), [(7, 7), (0, 0), (-3, 0)])
def test_silence_counts_from_the_day_from_which_a_word_is_awaited(awaited, silent):
    known = Log(since=at(40), silence_from=day(awaited), sessions=(session(35),))

    assert finding(known)["silent_days"] == silent


def test_a_word_of_a_later_day_does_not_break_the_silence_of_an_earlier_one():
    known = Log(since=at(9), silence_from=day(9), sessions=(session(0),))

    assert over_days(known, day(1), is_over=True)["silent_days"] == 8


def followed(*, asked: int = 2, done: int = 1, since: int = 14, **fields: object) -> Log:
    return log(
        since=since,
        prescribed={day(ago): asked for ago in range(15)},
        sessions=tuple(session(ago) for ago in range(14) for _ in range(done)),
        **fields,
    )


@pytest.mark.parametrize(
    ("asked", "done", "percent"), [(2, 0, 0), (2, 1, 50), (3, 1, 33), (1, 3, 100)]
)
def test_adherence_is_that_of_two_whole_weeks(asked, done, percent):
    assert finding(followed(asked=asked, done=done))["adherence_percent"] == percent


def test_adherence_is_not_judged_before_two_whole_weeks():
    assert finding(followed(done=0, since=13))["adherence_percent"] == 100


def test_a_day_that_is_not_over_does_not_count_against_anyone():
    known = log(since=30, prescribed={TODAY: 3, day(1): 1}, sessions=(session(1),))

    assert finding(known, is_over=True)["adherence_percent"] == 25
    assert finding(known, is_over=False)["adherence_percent"] == 100


def test_nothing_prescribed_is_all_done():
    assert finding(log(since=30))["adherence_percent"] == 100


def test_stopping_follows_the_program_and_a_session_under_way_does_not_yet():
    known = log(
        since=30,
        prescribed={day(1): 4},
        sessions=tuple(session(1, one) for one in ("done", "stopped", "running", "refused")),
    )

    assert finding(known)["adherence_percent"] == 50


def test_what_was_asked_on_a_bad_day_does_not_count_against_the_patient():
    known = log(
        since=30,
        prescribed={day(1): 3, day(2): 2},
        sessions=(session(2),),
        bad_days=frozenset({day(1)}),
    )

    assert finding(known)["adherence_percent"] == 50


@pytest.mark.parametrize(
    ("is_over", "until", "lapsed"),
    [
        (False, 0, False),
        (False, 1, True),
        (True, -1, False),
        (True, 0, True),
    ],
)
def test_a_clearance_holds_through_its_review_day(is_over, until, lapsed):
    known = log(cleared_until=day(until))

    assert finding(known, is_over=is_over)["clearance_lapsed"] is lapsed


def test_a_new_condition_stands_until_it_is_reviewed():
    assert finding(log(new_condition=True))["new_condition"] is True


def test_what_was_known_at_the_resumption_was_dealt_with():
    hurt = [answer(ago, leg=9) for ago in range(5)]
    stopped = (session(2, "stopped"), session(1, "stopped"))

    assert finding(log(*hurt, sessions=stopped, since=-1)) == NOTHING


def test_what_came_to_light_after_the_resumption_was_not():
    late = Answer(at(0), day(3), 0, 9, at_rest=False)

    assert finding(log(late, since=1))["worst_pain"] == 9


def test_the_day_in_numbers_keeps_what_was_dealt_with_too():
    known = log(
        answer(0, back=2, leg=5),
        answer(0, back=3, leg=1),
        answer(0, back=9, leg=9, at_rest=False),
        answer(1, leg=8),
        since=-1,
        sessions=(session(0), session(0), session(0, "stopped"), session(0, "refused")),
        prescribed={TODAY: 4},
    )

    assert rollup(known, TODAY) == {
        "back": 3,
        "leg": 5,
        "sessions_done": 2,
        "sessions_stopped": 1,
        "sessions_prescribed": 4,
    }


def test_a_day_without_an_answer_has_no_pain_to_tell():
    assert rollup(log(), TODAY) == {
        "back": None,
        "leg": None,
        "sessions_done": 0,
        "sessions_stopped": 0,
        "sessions_prescribed": 0,
    }


PAIN = st.none() | st.integers(0, 10)
ANSWERS = st.builds(answer, st.integers(0, 30), back=PAIN, leg=PAIN, at_rest=st.booleans())


@given(st.lists(ANSWERS, max_size=12), ANSWERS)
def test_one_more_answer_never_lowers_the_worst_pain(answers, more):
    assert finding(log(*answers, more))["worst_pain"] >= finding(log(*answers))["worst_pain"]


@given(st.lists(ANSWERS, max_size=12), st.randoms())
def test_the_order_in_which_answers_arrive_does_not_matter(answers, chance):
    shuffled = list(answers)
    chance.shuffle(shuffled)

    assert finding(log(*shuffled)) == finding(log(*answers))
