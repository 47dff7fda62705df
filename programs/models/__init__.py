from programs.models.clinic_rules import ClinicRules
from programs.models.prescription import DraftLine, PrescribedLine, Revision, SignOff
from programs.models.program import Direction, Program, ProgramEvent, StageDeclined, StageOpening
from programs.models.screening import (
    Clearance,
    ContraindicationReview,
    InflammationSettled,
    NeurologistDecision,
    NewCondition,
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
    "ClinicRules",
    "ClinicTemplate",
    "ClinicTemplateLine",
    "ClinicTemplateVersion",
    "ContraindicationReview",
    "Direction",
    "DraftLine",
    "InflammationSettled",
    "NeurologistDecision",
    "NewCondition",
    "PainFree",
    "PrescribedLine",
    "Program",
    "ProgramEvent",
    "RedFlagCheck",
    "Revision",
    "SignOff",
    "StageDeclined",
    "StageOpening",
]
