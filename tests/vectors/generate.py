"""Writes stop_rules.json, the findings that both interpreters must decide alike.

Run `python -m tests.vectors.generate` after a row of the tables has changed, and read the diff.
"""

import json
from collections import defaultdict
from dataclasses import asdict
from itertools import count, cycle
from textwrap import wrap
from typing import Any

from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from programs.stop_rules import Row, decide
from programs.stop_rules.fields import FIELDS, Number
from programs.stop_rules.judge import CHOICE_OPERATORS
from tests.vectors.aims import aims, pairs_to_meet, shown
from tests.vectors.kept import KEPT, Finding, written
from tests.vectors.tables import SIGNS, TABLES, Key, answers, mild

MOST_BATCHES_FOR_A_ROW = 20


def findings(key: Key, start: int) -> list[Finding]:
    """Some as drawn, then what shows a row, a boundary or a pair that none has shown yet."""
    moment, _name = key
    numbers = count(start)
    found = _drawn(_anything(moment), next(numbers), 120)
    found += _drawn(_anything(moment).map(lambda each: each | _calm(moment)), next(numbers), 120)
    missing = set(aims(key)).difference(*(shown(key, finding) for finding in found))

    def keep_if_new(finding: Finding) -> None:
        if new := shown(key, finding) & missing:
            missing.difference_update(new)
            found.append(finding)

    for row in TABLES[key]:
        for _batch in range(MOST_BATCHES_FOR_A_ROW):
            if not {aim for aim in missing if row["id"] in (aim, aim[0])}:
                break
            for finding in _drawn(_near(row, moment), next(numbers), 50):
                keep_if_new(finding)
    drawn = cycle(found[:120])
    while pairs := missing & pairs_to_meet(key):
        calm, one, first, other, second = min(pairs, key=str)
        keep_if_new(next(drawn) | (_calm(moment) if calm else {}) | {one: first, other: second})
    return found


def _calm(moment: str) -> Finding:
    return {sign: False for sign in SIGNS if sign in answers(moment)}


def _anything(moment: str) -> st.SearchStrategy[Finding]:
    return st.fixed_dictionaries(
        {field: st.sampled_from(values) for field, values in answers(moment).items()}
    )


def _near(row: Row, moment: str) -> st.SearchStrategy[Finding]:
    """Mild answers but for those that the row looks for, and for some numbers."""
    looked_for = {
        field: value for field, operator, value in row["when"] if operator in CHOICE_OPERATORS
    }
    nothing_wrong = mild(moment) | looked_for
    numbers = [field for field in nothing_wrong if isinstance(FIELDS[field], Number)]
    return st.builds(
        lambda finding, fields: nothing_wrong | {field: finding[field] for field in fields},
        _anything(moment),
        st.sets(st.sampled_from(numbers), min_size=1, max_size=3),
    )


def _drawn(strategy: st.SearchStrategy[Finding], number: int, most: int) -> list[Finding]:
    drawn: list[Finding] = []

    @seed(number)
    @settings(max_examples=most, database=None, deadline=None, phases=[Phase.generate])
    @given(strategy)
    def keep(finding: Finding) -> None:
        drawn.append(finding)

    keep()
    return drawn


def main() -> None:
    decisions: dict[str, dict[str, Any]] = {}
    vectors: dict[str, Any] = defaultdict(lambda: defaultdict(dict))
    values = {moment: answers(moment) for moment, _name in TABLES}
    for place, ((moment, name), rows) in enumerate(TABLES.items()):
        by_rule: dict[str, set[str]] = defaultdict(set)
        for finding in findings((moment, name), 1000 * place):
            decision = asdict(decide(rows, finding))
            decisions[decision["rule"]] = decision
            by_rule[decision["rule"]].add(written(finding, values[moment]))
        # Short lines, so that a change of the rules is a diff to read.
        vectors[moment][name] = {
            rule: wrap(" ".join(sorted(some)), 120) for rule, some in by_rule.items()
        }
    document = {"answers": values, "decisions": decisions, "vectors": vectors}
    KEPT.write_text(json.dumps(document, indent=0) + "\n")


if __name__ == "__main__":
    main()
