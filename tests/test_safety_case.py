"""docs/safety.md says what keeps a patient from harm; this holds each control to its test."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE, _end, NOT_YET = (ROOT / "docs" / "safety.md").read_text().partition("## Not controlled yet")
HAZARDS = dict(re.findall(r"^## \d+\. (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
ROW = re.compile(r"^\| (.+?) \| `(tests/[\w/]+\.py)::(test_\w+)` \|$", re.MULTILINE)
ASKED_FOR = (
    "wrong patient",
    "wrong dose",
    "red flag is missed",
    "rule does not run",
    "stale program",
    "clock is wrong",
    "alert is not seen",
)


def test_every_hazard_that_was_asked_for_has_its_part():
    titles = " ".join(HAZARDS)

    assert [words for words in ASKED_FOR if words not in titles] == []


@pytest.mark.parametrize("hazard", HAZARDS)
def test_a_hazard_has_a_cause_controls_an_owner_and_what_remains(hazard):
    part = HAZARDS[hazard]
    heads = re.findall(r"^\*\*(Cause|Owner|Remains):\*\* \S", part, re.MULTILINE)

    assert (heads, bool(ROW.findall(part))) == (["Cause", "Owner", "Remains"], True)


@pytest.mark.parametrize("hazard", HAZARDS)
def test_each_control_names_a_test_that_exists(hazard):
    controls = ROW.findall(HAZARDS[hazard])
    unproven = [name for _control, path, name in controls if name not in _tests_in(path)]

    assert unproven == []


@pytest.mark.parametrize("hazard", HAZARDS)
def test_each_row_of_a_table_is_a_control_with_its_own_test(hazard):
    rows = [row for row in HAZARDS[hazard].splitlines() if row.startswith("|")][2:]
    controls = ROW.findall(HAZARDS[hazard])

    assert len(rows) == len(controls) == len({name for _control, _path, name in controls})


def test_no_two_controls_are_told_in_the_same_words():
    told = [control for part in HAZARDS.values() for control, _path, _name in ROW.findall(part)]

    assert len(told) == len(set(told))


def test_what_is_missing_is_said():
    assert re.findall(r"^- \*\*.+\*\*", NOT_YET, re.MULTILINE)


def _tests_in(path: str) -> set[str]:
    """The functions that are collected: of a module, and not those inside of others."""
    if not (ROOT / path).is_file():
        return set()
    tree = ast.parse((ROOT / path).read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
