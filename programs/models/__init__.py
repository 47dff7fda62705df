from programs.models.prescription import DraftLine, PrescribedLine, Revision, SignOff
from programs.models.program import Program, ProgramEvent, StageOpening
from programs.models.screening import (
    Clearance,
    ContraindicationReview,
    InflammationSettled,
    NeurologistDecision,
    PainFree,
    RedFlagCheck,
)
from programs.models.templates import (
    ClinicTemplate,
    ClinicTemplateLine,
    ClinicTemplateVersion,
)

__all__ = [
    "Clearance",
    "ClinicTemplate",
    "ClinicTemplateLine",
    "ClinicTemplateVersion",
    "ContraindicationReview",
    "DraftLine",
    "InflammationSettled",
    "NeurologistDecision",
    "PainFree",
    "PrescribedLine",
    "Program",
    "ProgramEvent",
    "RedFlagCheck",
    "Revision",
    "SignOff",
    "StageOpening",
]
