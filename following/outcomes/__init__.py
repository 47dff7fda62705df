"""Outcome measures: what is asked, when, what the answers come to, and which change matters."""

from following.outcomes.change import Change, change_of
from following.outcomes.measures import MEASURES, PSFS, RMDQ, SBI, Code, Measure
from following.outcomes.schedule import is_due, next_on
from following.outcomes.score import next_question, score_of

__all__ = [
    "MEASURES",
    "PSFS",
    "RMDQ",
    "SBI",
    "Change",
    "Code",
    "Measure",
    "change_of",
    "is_due",
    "next_on",
    "next_question",
    "score_of",
]
