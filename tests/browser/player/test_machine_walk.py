"""A walk whose page the phone closes in the pocket: it goes on by the clock on the wall."""

import pytest

from tests.browser.player.machine import STOP, WELL, document, line, tick, told

#: A walk of five minutes.
WALK = line("walk", repetitions=1, pace="walk") | {
    "phases": [{"kind": "walk", "seconds": 300, "next": "walk"}]
}
DOC = document(WALK, line("two"))
NOON = 1_800_000_000_000
START = {"type": "start", "now": 50_000}
PAUSE = {"type": "pause", "now": 70_000}
#: A minute after its start.
INTO_THE_POCKET = {"type": "mark", "now": 110_000, "wall": NOON}


def opened(minutes: float) -> dict[str, float]:
    """A page that opens so many minutes after the phone went into the pocket."""
    return {"now": 700, "wall": NOON + minutes * 60_000}


@pytest.fixture
def pocketed(play):
    return play(DOC, *WELL, START, INTO_THE_POCKET)[-1]


def test_it_goes_on_from_where_it_has_come_to(play, pocketed):
    resumed, almost, over = play(
        DOC, tick(120_699), tick(120_700), saved=pocketed, moment=opened(2)
    )

    assert (resumed["at"], resumed["clock"]) == ("moving", {"ran": 180_000, "since": 700})
    assert (almost["at"], told(over)) == ("moving", [("walk", 1, "timed", 1, 300)])


@pytest.mark.parametrize("minutes", [4, 10, 600])
def test_one_that_is_over_by_then_is_at_its_end_with_the_time_that_was_prescribed(
    play, pocketed, minutes
):
    resumed, over = play(DOC, tick(700), saved=pocketed, moment=opened(minutes))

    assert (resumed["at"], resumed["clock"]["ran"]) == ("moving", 300_000)
    assert told(over) == [("walk", 1, "timed", 1, 300)]
    assert (over["at"], over["place"]["line"]) == ("ready", "two")


def test_it_goes_on_as_well_when_the_page_is_closed_twice(play, pocketed):
    again = {"type": "mark", "now": 30_700, "wall": NOON + 90_000}
    once, pocketed_again = play(DOC, again, saved=pocketed, moment=opened(1))
    (twice,) = play(DOC, saved=pocketed_again, moment=opened(2))

    assert (once["clock"]["ran"], twice["clock"]["ran"]) == (120_000, 180_000)


def test_a_clock_that_was_set_back_takes_nothing_away(play, pocketed):
    (resumed,) = play(DOC, saved=pocketed, moment=opened(-30))

    assert resumed["clock"] == {"ran": 60_000, "since": 700}


@pytest.mark.parametrize("event", [PAUSE, {**PAUSE, "type": "leave"}, {**PAUSE, "type": "tap"}])
def test_a_walk_that_was_paused_gains_nothing(play, event):
    *_, paused = play(DOC, *WELL, START, event, INTO_THE_POCKET)
    (resumed,) = play(DOC, saved=paused, moment=opened(10))

    assert (resumed["at"], resumed["clock"]) == ("moving", {"ran": 20_000, "since": None})


@pytest.mark.parametrize("event", [PAUSE, STOP, {**PAUSE, "type": "signs"}])
def test_neither_does_one_that_stands_still_after_it_was_in_the_pocket(play, pocketed, event):
    *_, still = play(DOC, {**event, "now": 5_700}, saved=pocketed, moment=opened(0))
    (resumed,) = play(DOC, saved=still, moment=opened(10))

    assert resumed["clock"] == {"ran": 65_000, "since": None}


@pytest.mark.parametrize("pace", ["repetitions", "rest"])
def test_nothing_but_a_walk_gains_anything(play, pace):
    doc = document(WALK | {"pace": pace})
    marked = play(doc, *WELL, START, INTO_THE_POCKET)[-1]
    (resumed,) = play(doc, saved=marked, moment=opened(10))

    assert (resumed["at"], resumed["clock"]) == ("moving", {"ran": 60_000, "since": None})


def test_a_walk_whose_page_was_closed_while_it_was_seen_stands_where_it_was(play):
    seen = play(DOC, *WELL, START, INTO_THE_POCKET, {"type": "mark", "now": 170_000})[-1]
    (resumed,) = play(DOC, saved=seen, moment=opened(10))

    assert resumed["clock"] == {"ran": 120_000, "since": None}


def test_what_locked_the_phone_meanwhile_comes_before_the_walk(play, pocketed):
    lock = {"outcome": "emergency", "reason": "red_flag", "suspend": True, "words": "red_flag"}
    (resumed,) = play(DOC, saved=pocketed, lock=lock, moment=opened(10))

    assert (resumed["at"], resumed["clock"]) == ("decision", {"ran": 0, "since": None})
