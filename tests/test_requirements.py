"""docs/requirements.md says which tests prove what the source requires; this holds it to that."""

import re
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "requirements.md").read_text()
STATES = dict(re.findall(r"^\| (\d+) \|.*\| (met|partly|not yet) \|$", PAGE, re.MULTILINE))


def test_the_page_knows_every_requirement_of_the_source():
    assert list(STATES) == [str(number) for number in range(1, 22)]


def test_every_requirement_that_is_met_has_a_test_of_its_number():
    proven = set()
    for path in TESTS.rglob("test_*.py"):
        proven |= set(re.findall(r"def test_requirement_(\d+)_", path.read_text()))

    assert proven == {number for number, state in STATES.items() if state != "not yet"}


def test_what_is_not_fully_met_is_explained():
    explained = set(re.findall(r"^- \*\*(\d+):\*\*", PAGE, re.MULTILINE))

    assert explained == {number for number, state in STATES.items() if state != "met"}
