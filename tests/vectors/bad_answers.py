"""Answers that both interpreters must refuse, of every field."""

from typing import Any

from programs.stop_rules.fields import FIELDS, Choice, Number


def _bad(field: str) -> list[Any]:
    domain = FIELDS[field]
    if isinstance(domain, Number):
        beyond = [domain.least - domain.step, domain.most + domain.step, 10**9]
        return [*beyond, domain.step / 2, "five", True, float("nan")]
    return ["perhaps", 1, 0] if isinstance(domain, Choice) else ["", 1, True]


BAD_ANSWERS = [(field, bad) for field in FIELDS for bad in _bad(field)]
