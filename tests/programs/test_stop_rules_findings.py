"""Answers that no patient can have given are refused; an answer that is missing is not."""

import math
import re

import pytest

from programs.stop_rules import FindingRefused, decide
from programs.stop_rules.fields import FIELDS, MOMENTS
from tests.factories import published
from tests.vectors.bad_answers import BAD_ANSWERS

TABLES = published()["tables"]


@pytest.mark.parametrize("bad", [11, -1, 2.5, "five", "5", 10**9, math.nan, math.inf, True, [5]])
@pytest.mark.parametrize("where", ["back", "leg"])
def test_pain_that_is_no_whole_number_from_0_to_10_is_refused(where, bad):
    with pytest.raises(FindingRefused, match=re.escape(f"'{where}' cannot be {bad!r}.")):
        decide(TABLES["during"], {where: bad})


@pytest.mark.parametrize(("field", "bad"), BAD_ANSWERS)
def test_every_field_refuses_what_it_cannot_be(field, bad):
    moment = next(moment for moment, fields in MOMENTS.items() if field in fields)

    with pytest.raises(FindingRefused, match=f"'{field}' cannot be"):
        decide(TABLES[moment], {field: bad})


def test_a_bad_answer_of_every_field_is_tried():
    assert {field for field, _bad in BAD_ANSWERS} == set(FIELDS)


@pytest.mark.parametrize("field", FIELDS)
def test_an_answer_of_none_is_judged_as_one_that_is_missing(field):
    for rows in TABLES.values():
        assert decide(rows, {field: None}) == decide(rows, {})


@pytest.mark.parametrize("half", [-0.5, 1.5])
def test_a_median_may_rise_by_half_a_point(half):
    assert decide(TABLES["over_days"], {"median_rise": half}).rule == "severe-pain"
