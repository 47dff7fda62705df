"""What the worker asks for before the player does is the answer to that very question, and once."""

import pytest
from playwright.sync_api import Page

from sciatica.settings import BASE_DIR

WORKER = BASE_DIR / "static" / "js" / "worker"
AHEAD = "\n".join((WORKER / name).read_text() for name in ("routes.js", "ahead.js"))
PAGE = "https://phone.test/today/session/0192f0c4-0000-7000-8000-000000000000/?slot=2"
QUESTION = "https://phone.test/api/v1/sessions/0192f0c4-0000-7000-8000-000000000000/?slot=2"
#: Asks ahead for Anna's session, and then as her player does; what differs is the test's.
ASK = """
async ({ page, question, patient, waited, signsOut }) => {
  const SHELL = { sessions: "/api/v1/sessions/" };
  const door = { turn: 0 };
  const asked = [];
  const fetch = async (address, options) => {
    asked.push([address, options.headers["Sciatica-Patient"], options.redirect, options.cache]);
    return "answered ahead";
  };
  AHEAD
  ahead.ask({ url: page }, { headers: new Headers({ "Sciatica-Patient": "anna" }) });
  ahead.asked.at -= waited;
  door.turn += signsOut ? 1 : 0;
  const request = { url: question, headers: new Headers({ "Sciatica-Patient": patient }) };
  return [asked, await ahead.take(request), await ahead.take(request)];
}
"""


def asked(player: Page, **other: object) -> list[object]:
    usual = {"page": PAGE, "question": QUESTION, "patient": "anna", "waited": 0, "signsOut": False}
    return player.evaluate(ASK.replace("AHEAD", AHEAD), usual | other)


def test_the_player_has_the_answer_that_was_asked_for_as_its_page_opened_but_once(player):
    path = QUESTION.removeprefix("https://phone.test")

    assert asked(player) == [[[path, "anna", "error", "no-store"]], "answered ahead", None]


@pytest.mark.parametrize(
    "other",
    [
        {"question": QUESTION.replace("slot=2", "slot=3")},
        {"patient": "jan"},
        {"waited": 3000},
        {"signsOut": True},
    ],
    ids=["another slot", "another patient", "too old", "signed out meanwhile"],
)
def test_the_answer_to_another_question_is_not_the_players(player, other):
    assert asked(player, **other)[1:] == [None, None]
