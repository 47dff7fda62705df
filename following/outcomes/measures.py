"""The three measures that are shipped (clinical rules 7), and how each is asked and read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from following.outcomes.statements import STATEMENTS

Words = str | Promise


class Code(StrEnum):
    RMDQ = "rmdq"
    SBI = "sbi"
    PSFS = "psfs"


@dataclass(frozen=True)
class Measure:
    """`answers` are the words of each answer from 0 on, "" where the number says it alone.

    A score is the sum of the answers, or their mean with `is_mean`. A change matters from
    `points` on, or from that `share` of the first score; 0 where no such limit is known.
    `warns` are the numbers of questions about what, when new, is a warning sign.
    """

    code: Code
    version: int
    name: str
    title: Words
    about: Words
    lead: Words
    questions: tuple[Words, ...]
    answers: tuple[Words, ...]
    minutes: int
    highest: int
    is_mean: bool = False
    more_is_better: bool = False
    points: int = 0
    share: Decimal = Decimal()
    warns: tuple[int, ...] = ()

    @property
    def highest_answer(self) -> int:
        return len(self.answers) - 1

    @property
    def is_scale(self) -> bool:
        """Whether one answers with a number, not with words."""
        return "" in self.answers

    @property
    def names_activities(self) -> bool:
        """Whether the patient says what is asked about."""
        return not self.questions


RMDQ = Measure(
    code=Code.RMDQ,
    version=1,
    name="RMDQ-24",
    title=_("Your back in daily life"),
    about=_("24 short sentences about your day. Say which of them fit you today."),
    lead=_("Think of today. Is this true for you?"),
    questions=STATEMENTS,
    answers=(_("No, or I am not sure"), _("Yes, this is me today")),
    minutes=4,
    highest=24,
    points=5,
    share=Decimal("0.3"),
)

#: Sciatica Bothersomeness Index (Patrick 1995; Grøvle 2010): four symptoms over the past week.
SBI = Measure(
    code=Code.SBI,
    version=1,
    name="SBI",
    title=_("How much it bothers you"),
    about=_("Four questions about the past week."),
    lead=_("In the past week, how much did this bother you?"),
    questions=(
        _("Leg pain"),
        _("Numbness or tingling in your leg, foot or groin"),
        _("Weakness in your leg or foot"),
        _("Back or leg pain while you sit"),
    ),
    answers=(_("Not at all"), "", "", _("Somewhat"), "", "", _("Extremely")),
    minutes=1,
    highest=24,
    warns=(2, 3),
)

#: Patient-Specific Functional Scale (Stratford 1995): the patient's own activities, then rated.
PSFS = Measure(
    code=Code.PSFS,
    version=1,
    name="PSFS",
    title=_("Things you want to do"),
    about=_("You name up to three things that are hard for you. Then you say how each one goes."),
    lead=_("How well can you do this today?"),
    questions=(),
    answers=(_("Not at all"), *("",) * 9, _("As well as before")),
    minutes=1,
    highest=10,
    is_mean=True,
    more_is_better=True,
    points=2,
)

MEASURES: Mapping[str, Measure] = {one.code: one for one in (RMDQ, SBI, PSFS)}
MOST_ACTIVITIES = 3
