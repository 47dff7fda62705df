import json

from playwright.sync_api import Page

from sciatica.settings import BASE_DIR
from tests.vectors.generate import KEPT, TABLES

INTERPRETER = BASE_DIR / "static" / "js" / "player" / "stop-rules.js"

DECIDED_OTHERWISE = """
async ({ source, tables, kept }) => {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const { decide } = await import(url);
  return kept.vectors.filter(([table, answers, rule]) => {
    const finding = Object.fromEntries(kept.fields.map((field, at) => [field, answers[at]]));
    const decision = decide(tables[table], finding);
    const expected = kept.decisions[rule];
    return Object.keys(expected).some((key) => decision[key] !== expected[key]);
  });
}
"""


def test_the_phone_decides_every_kept_vector_as_the_server_does(page: Page):
    wrong = page.evaluate(
        DECIDED_OTHERWISE,
        {
            "source": INTERPRETER.read_text(),
            "tables": TABLES,
            "kept": json.loads(KEPT.read_text()),
        },
    )

    assert wrong == []


def test_on_the_phone_a_missing_answer_never_meets_a_reassuring_condition(page: Page):
    hopeful = {"id": "hopeful", "when": [["back_rise", "at_most", 2]], "outcome": "continue"}
    sober = {"id": "sober", "when": [], "outcome": "stop_exercise"}
    kept = {
        "fields": ["leg"],
        "vectors": [["custom", [0], "sober"]],
        "decisions": {"sober": {"rule": "sober", "outcome": "stop_exercise"}},
    }

    wrong = page.evaluate(
        DECIDED_OTHERWISE,
        {"source": INTERPRETER.read_text(), "tables": {"custom": [hopeful, sober]}, "kept": kept},
    )

    assert wrong == []
