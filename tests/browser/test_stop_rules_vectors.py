"""The phone's interpreter against the server's: the same decisions, the same refusals."""

from typing import Any

from playwright.sync_api import Page

from sciatica.settings import BASE_DIR
from tests.vectors.bad_answers import BAD_ANSWERS
from tests.vectors.kept import vectors
from tests.vectors.tables import TABLES

INTERPRETER = BASE_DIR / "static" / "js" / "player" / "stop-rules.js"

WITH_THE_RULES = """
async ({ source, ...given }) => {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const { decide, FindingRefused } = await import(url);
  return (%s)(given, decide, FindingRefused);
}
"""

DECIDED_OTHERWISE = (
    WITH_THE_RULES
    % """
({ tables, vectors }, decide) => vectors.filter(([table, finding, expected]) => {
  const decision = decide(tables[table], finding);
  return Object.keys(expected).some((key) => decision[key] !== expected[key]);
})
"""
)

NOT_REFUSED = (
    WITH_THE_RULES
    % """
({ answers }, decide, FindingRefused) => answers.filter(([field, bad]) => {
  try {
    decide([{ id: "any", when: [] }], { [field]: bad });
  } catch (refusal) {
    return !(refusal instanceof FindingRefused && refusal.message.includes(`'${field}'`));
  }
  return true;
})
"""
)


def wrong(page: Page, question: str, **given: Any) -> Any:
    return page.evaluate(question, {"source": INTERPRETER.read_text(), **given})


def test_the_phone_decides_every_kept_vector_as_the_server_does(page: Page):
    tables = {" ".join(key): rows for key, rows in TABLES.items()}
    kept = [[" ".join(key), finding, decision] for key, finding, decision in vectors()]

    assert len(kept) >= 5000
    assert wrong(page, DECIDED_OTHERWISE, tables=tables, vectors=kept) == []


def test_on_the_phone_a_missing_answer_never_meets_a_reassuring_condition(page: Page):
    hopeful = {"id": "hopeful", "when": [["back_rise", "at_most", 2]], "outcome": "continue"}
    sober = {"id": "sober", "when": [], "outcome": "stop_exercise"}
    expected = {"rule": "sober", "outcome": "stop_exercise"}

    assert (
        wrong(
            page,
            DECIDED_OTHERWISE,
            tables={"custom": [hopeful, sober]},
            vectors=[["custom", {"leg": 0}, expected]],
        )
        == []
    )


def test_the_phone_refuses_the_answers_that_the_server_refuses(page: Page):
    assert wrong(page, NOT_REFUSED, answers=[list(each) for each in BAD_ANSWERS]) == []
