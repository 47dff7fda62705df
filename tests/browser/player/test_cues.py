"""What is to be heard at each moment of a session, by itself: no page, no voice, no loudspeaker."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.player.machine import WELL, document, line, tick

START = {"type": "start", "now": 0}
PAUSE = {"type": "pause", "now": 5000}

CUES = """
async ({ doc, state, moments }) => {
  const { cueOf } = await import("/player/cues.js");
  const cues = moments.map((now) => cueOf(doc, state, now));
  return cues.filter(({ key }, index) => key !== cues[index - 1]?.key);
}
"""


@pytest.fixture
def cues(player: Page, play: Callable[..., Any]) -> Callable[..., list[dict[str, Any]]]:
    """The cues of the state after these events, each once, at every tenth of a second."""

    def heard(doc: dict[str, Any], *events: dict[str, Any], seconds: int = 1) -> Any:
        *_, state = play(doc, *WELL, *events)
        moments = [100 * tenth for tenth in range(10 * seconds)]
        return player.evaluate(CUES, {"doc": doc, "state": state, "moments": moments})

    return heard


def spoken_line(**more: Any) -> dict[str, Any]:
    """Two repetitions of three seconds, ten and three, in two sets with a rest between them."""
    phases = [("move", "move", 3), ("hold", "hold", 10), ("back", "back", 3)]
    words = {
        "place": "Exercise 1 of 1",
        "name": "Knees",
        "cue": "Head down.",
        "pace": "repetitions",
    }
    sets = [
        {"number": 1, "announced": "Now the left side."},
        {"number": 2, "announced": "Now the right side."},
    ]
    return (
        line("one", repetitions=2, rest=8)
        | words
        | {"last_words": "The last one", "rest_words": "Rest, 8 seconds", "sets": sets}
        | {
            "phases": [
                {"kind": kind, "word": word, "seconds": seconds, "next": ""}
                for kind, word, seconds in phases
            ]
        }
        | more
    )


def said(cues: list[dict[str, Any]]) -> list[str]:
    return [cue["say"] for cue in cues if cue["say"]]


def tones(cues: list[dict[str, Any]]) -> list[str]:
    return [cue["tone"] for cue in cues if cue["tone"]]


def test_before_a_set_its_place_its_name_and_its_side_are_said(cues):
    (cue,) = cues(document(spoken_line()))

    assert cue["say"] == "Exercise 1 of 1. Knees. Now the left side."


def test_each_phase_is_said_once_with_its_seconds_and_the_last_repetition_is_told(cues):
    heard = cues(document(spoken_line()), START, seconds=32)

    assert said(heard) == [
        "move 3.",
        "hold 10.",
        "back 3.",
        "The last one. move 3.",
        "hold 10.",
        "back 3.",
    ]
    assert tones(heard[:6]) == ["bell", "bell", "tick", "tick", "tick", "bell"]


def test_only_the_side_and_the_set_are_told_to_a_screen_reader(cues):
    heard = cues(document(spoken_line()), START, seconds=32)

    assert [cue["news"] for cue in heard if cue["news"]] == ["Now the left side."]


def test_a_pause_is_silent_and_going_on_says_the_seconds_that_are_left(cues):
    (paused,) = cues(document(spoken_line()), START, PAUSE)
    heard = cues(document(spoken_line()), START, PAUSE, {"type": "go-on", "now": 0})

    assert (paused["say"], paused["tone"]) == ("", None)
    assert said(heard) == ["hold 8."]


def test_a_rest_tells_how_long_it_is_and_which_side_comes_and_ticks_at_its_end(cues):
    rest = tick(32_000)
    heard = cues(document(spoken_line()), START, rest, {"type": "tap", "now": 32_000})
    assert said(heard) == []

    resting = [START, rest, {"type": "pause", "now": 32_000}, {"type": "go-on", "now": 0}]
    heard = cues(document(spoken_line()), *resting, seconds=8)
    assert said(heard) == ["Rest, 8 seconds. Now the right side."]
    assert tones(heard) == ["bell", "tick", "tick", "tick"]


def test_one_long_time_is_told_by_its_cue_alone(cues):
    phases = [{"kind": "walk", "word": "walk", "seconds": 300, "next": ""}]
    walk = spoken_line(pace="walk", repetitions=1, phases=phases)
    heard = cues(document(walk), START, seconds=300)

    assert said(heard) == ["Head down."]
    assert tones(heard) == ["bell", "tick", "tick", "tick"]


def test_who_counts_by_hand_hears_each_number(cues):
    by_hand = {"type": "by-hand", "now": 0}
    (begun,) = cues(document(spoken_line()), by_hand)
    (one,) = cues(document(spoken_line()), by_hand, {"type": "tap", "now": 0})

    assert (begun["news"], begun["tone"]) == ("Now the left side.", "bell")
    assert (one["say"], one["tone"]) == ("1", "tick")


def test_the_questions_are_asked_in_silence(cues):
    (cue,) = cues(document(spoken_line()), {"type": "stop", "now": 0})

    assert (cue["say"], cue["tone"], cue["news"]) == ("", None, "")


@pytest.mark.parametrize(
    ("language", "voices", "chosen"),
    [
        ("de", ["en-US", "de-AT", "ru-RU"], "de-AT"),
        ("en-gb", ["en-US", "en-GB"], "en-GB"),
        ("ru", ["en-US", "ru_RU"], "ru_RU"),
        ("ar", ["en-US"], None),
        ("en", [], None),
    ],
)
def test_the_voice_speaks_the_language_of_the_page_or_not_at_all(player, language, voices, chosen):
    choose = """
        async ([language, names]) => {
          const { voiceFor } = await import("/speech.js");
          const voices = names.map((lang) => ({ lang, localService: true }));
          return voiceFor(language, voices)?.lang ?? null;
        }
    """

    assert player.evaluate(choose, [language, voices]) == chosen
