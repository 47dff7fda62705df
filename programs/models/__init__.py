from programs.models.prescription import DraftLine, PrescribedLine, Revision, SignOff
from programs.models.program import Program, ProgramEvent, StageOpening
from programs.models.screening import (
    Clearance,
    ContraindicationReview,
    InflammationSettled,
    NeurologistDecision,
    RedFlagCheck,
)

__all__ = [
    "Clearance",
    "ContraindicationReview",
    "DraftLine",
    "InflammationSettled",
    "NeurologistDecision",
    "PrescribedLine",
    "Program",
    "ProgramEvent",
    "RedFlagCheck",
    "Revision",
    "SignOff",
    "StageOpening",
]
