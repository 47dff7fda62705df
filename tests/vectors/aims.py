"""What the vectors must show between them: every row, both sides of every boundary, every pair."""

from functools import cache
from itertools import combinations, product

from programs.stop_rules import Row, decide
from programs.stop_rules.fields import FIELDS, MEASURES, Number
from programs.stop_rules.judge import NUMBER_OPERATORS, OPERATORS, measured
from tests.vectors.kept import Finding
from tests.vectors.tables import SIGNS, TABLES, Key, answers


@cache
def rows_to_reach(key: Key) -> frozenset[str]:
    """Every row; where a limit holds for the whole program, it leaves some with nothing to do."""
    moment, name = key
    limited = moment == "during" and name.endswith(("program limits", "both limits"))
    names = (row["id"] for row in TABLES[key])
    return frozenset(name for name in names if not limited or name.startswith("limit-"))


@cache
def sides_to_show(key: Key) -> frozenset[tuple]:
    """Each comparison of a number, where it holds and where it just does not."""
    return frozenset(
        (row["id"], tuple(condition), holds)
        for row in TABLES[key]
        for condition in row["when"]
        for holds in (True, False)
        if row["id"] in rows_to_reach(key) and condition[1] in NUMBER_OPERATORS
    )


@cache
def pairs_to_meet(key: Key) -> frozenset[tuple]:
    """Every two answers, and those to anything but warning signs once more with no sign at all."""
    values = answers(key[0])
    quiet = [field for field in values if field not in SIGNS]
    return frozenset(
        (calm, one, first, other, second)
        for calm, fields in ((False, list(values)), (True, quiet))
        for one, other in combinations(fields, 2)
        for first, second in product(values[one], values[other])
    )


@cache
def aims(key: Key) -> frozenset:
    return rows_to_reach(key) | sides_to_show(key) | pairs_to_meet(key)


def shown(key: Key, finding: Finding) -> set:
    """What one finding shows of its table."""
    rule = decide(TABLES[key], finding).rule
    return aims(key) & {rule, *_sides(TABLES[key], finding), *_pairs(key, finding)}


def _pairs(key: Key, finding: Finding) -> set[tuple]:
    calm = all(finding.get(sign, False) is False for sign in SIGNS)
    return {
        (silent, one, finding[one], other, finding[other])
        for silent in {False, calm}
        for one, other in combinations(answers(key[0]), 2)
    }


def _sides(rows: list[Row], finding: Finding) -> set[tuple]:
    """At whose edge a finding lies, of the rows that it reaches and that hold but for that."""
    found, values = measured(finding), set()
    for row in rows:
        failing = [condition for condition in row["when"] if not _holds(condition, found)]
        for condition in row["when"]:
            if failing in ([], [condition]) and _is_at_the_edge(condition, found):
                values.add((row["id"], tuple(condition), not failing))
        if not failing:
            break
    return values


def _holds(condition: list, found: Finding) -> bool:
    field, operator, value = condition
    return OPERATORS[operator](found.get(field), value)


def _is_at_the_edge(condition: list, found: Finding) -> bool:
    field, operator, value = condition
    domain = (FIELDS | MEASURES)[field]
    if not isinstance(domain, Number):
        return False
    step = domain.step
    return found.get(field) in (value, value + step if operator == "at_most" else value - step)
