"""What a sheet of answers comes to."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from following.outcomes.measures import Measure

Answers = Sequence[int | None]
TENTH = Decimal("0.1")


def score_of(measure: Measure, answers: Answers) -> Decimal | None:
    """None while an answer is missing: what was not answered is not a zero."""
    given = [answer for answer in answers if answer is not None]
    if not given or len(given) < len(answers):
        return None
    total = Decimal(sum(given))
    return (total / len(given) if measure.is_mean else total).quantize(TENTH, ROUND_HALF_UP)


def next_question(answers: Answers) -> int | None:
    """The number, from 1 on, of the first question without an answer."""
    return next((number for number, answer in enumerate(answers, 1) if answer is None), None)
