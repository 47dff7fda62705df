"""Rows of the demo, gathered first and inserted together, so that it takes seconds."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, TypeVar

from allauth.account.models import EmailAddress
from django.db.models import Model

from following.models import Acknowledgement, AnswerSheet, Note, Session, SetEvent, Stop
from people.models import Clinic, Doctor, Patient, User
from programs.models import (
    Clearance,
    ClinicRules,
    ContraindicationReview,
    DraftLine,
    InflammationSettled,
    NeurologistDecision,
    PrescribedLine,
    Program,
    ProgramEvent,
    RedFlagCheck,
    Revision,
    SignOff,
    StageOpening,
)

Row = TypeVar("Row", bound=Model)

#: Each after what it refers to.
ORDER: tuple[Any, ...] = (
    User,
    EmailAddress,
    Clinic,
    Doctor,
    ClinicRules,
    Patient,
    Acknowledgement,
    NeurologistDecision,
    InflammationSettled,
    ContraindicationReview,
    RedFlagCheck,
    Clearance,
    Program,
    DraftLine,
    Revision,
    PrescribedLine,
    SignOff,
    StageOpening,
    ProgramEvent,
    Session,
    SetEvent,
    Stop,
    AnswerSheet,
    Note,
)


class Batch:
    def __init__(self) -> None:
        self._rows: dict[type[Model], list[Model]] = defaultdict(list)

    def add(self, row: Row) -> Row:
        self._rows[type(row)].append(row)
        return row

    def insert(self) -> None:
        for model in ORDER:
            model.objects.bulk_create(self._rows[model], batch_size=2000)
