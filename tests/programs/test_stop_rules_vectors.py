import json
from typing import Any

import pytest

from programs.stop_rules import Decision, decide
from tests.vectors.generate import KEPT, TABLES


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    return json.loads(KEPT.read_text())


def test_the_server_decides_every_kept_vector_as_it_was_kept(kept):
    wrong = [
        (table, answers, rule)
        for table, answers, rule in kept["vectors"]
        if decide(TABLES[table], dict(zip(kept["fields"], answers, strict=True)))
        != Decision(**kept["decisions"][rule])
    ]

    assert wrong == []


@pytest.mark.parametrize("table", TABLES)
def test_the_kept_vectors_reach_every_row(kept, table):
    reached = {rule for name, _answers, rule in kept["vectors"] if name == table}

    assert reached == {row["id"] for row in TABLES[table]}


def test_two_thousand_vectors_are_kept(kept):
    assert len(kept["vectors"]) >= 2000
