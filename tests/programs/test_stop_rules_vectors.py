"""The kept vectors: decided as they were kept, and enough of them to tell a wrong rule."""

from collections import defaultdict
from typing import Any

import pytest

from programs.stop_rules import Decision, decide
from tests.vectors.aims import pairs_to_meet, rows_to_reach, shown, sides_to_show
from tests.vectors.kept import KEPT, Finding, vectors
from tests.vectors.tables import TABLES, Key

KEYS = pytest.mark.parametrize("key", TABLES, ids=" ".join)


@pytest.fixture(scope="module")
def kept() -> dict[Key, list[tuple[Finding, dict[str, Any]]]]:
    by_table = defaultdict(list)
    for key, finding, decision in vectors():
        by_table[key].append((finding, decision))
    return by_table


@KEYS
def test_the_server_decides_every_kept_vector_as_it_was_kept(kept, key):
    wrong = [
        (finding, decision)
        for finding, decision in kept[key]
        if decide(TABLES[key], finding) != Decision(**decision)
    ]

    assert wrong == []


@pytest.mark.parametrize("aims", [rows_to_reach, sides_to_show, pairs_to_meet])
@KEYS
def test_the_kept_vectors_show_every_row_both_sides_of_every_boundary_and_every_pair(
    kept, key, aims
):
    missing = set(aims(key)).difference(*(shown(key, finding) for finding, _decision in kept[key]))

    assert missing == set()


def test_five_thousand_vectors_are_kept_in_compact_form(kept):
    assert sum(map(len, kept.values())) >= 5000
    assert KEPT.stat().st_size <= 250_000
