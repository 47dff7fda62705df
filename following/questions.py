"""What is asked of one patient around a session: which questions are due, and the warning signs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from following.models import Session
from people.models import Patient
from programs import reading, safety, stop_rules
from programs.models import RedFlagCheck
from programs.safety import Action, ScreeningFacts
from programs.stop_rules import PatientWords, Row

#: Red flags, and whether anything is new, are asked weekly (clinical rules 3 and 5).
ASKED_EVERY = timedelta(days=7)


def check_in_document(
    facts: ScreeningFacts, rows: list[Row], due_from: Mapping[str, datetime | None], *, at: datetime
) -> dict[str, Any]:
    """The check-in's rules, and which of its questions are due this time."""
    return check_in_of_any_time(facts, rows) | {
        f"{question}_due": moment is None or moment <= at for question, moment in due_from.items()
    }


def check_in_of_any_time(facts: ScreeningFacts, rows: list[Row]) -> dict[str, Any]:
    return {"rules": rows, "blood_pressure_due": _pressure_is_due(facts.findings)}


def asked_from(patient: Patient) -> dict[str, datetime | None]:
    """From when on each weekly question is due again; None when it was never asked."""
    newest = reading.newest(RedFlagCheck, patient)
    asked = Session.objects.own(patient).filter(new_condition__isnull=False)
    begun = asked.order_by("-started_at").values_list("started_at", flat=True).first()
    return {
        "red_flags": newest.recorded_at + ASKED_EVERY if newest else None,
        "new_condition": begun + ASKED_EVERY if begun else None,
    }


def pressure_of(
    patient: Patient, systolic: int | None, diastolic: int | None
) -> tuple[int | None, int | None] | None:
    """What was measured, or None where it is not asked."""
    return (systolic, diastolic) if _pressure_is_due(reading.findings_of(patient)) else None


def red_flags_for(patient: Patient) -> tuple[safety.RedFlag, ...]:
    """The red flags that concern this patient, the gravest first."""
    return _red_flags_with(reading.findings_of(patient))


def red_flag_documents(facts: ScreeningFacts) -> list[dict[str, Any]]:
    order = list(Action)
    return [
        {
            "code": flag.code,
            "words": f"red_flag_{flag.action.value}",
            "urgency": order.index(flag.action),
        }
        for flag in _red_flags_with(facts.findings)
    ]


def words_of_red_flag(action: Action) -> PatientWords:
    """What to do, by how urgent it is; the emergency's words are those of the stop rules."""
    if action == Action.EMERGENCY:
        return stop_rules.REASONS["red_flag"]
    return PatientWords(
        _("We stop here"),
        action.label,
        (
            _("Your exercises are locked until your doctor opens them again."),
            _("Call the emergency number if it gets worse."),
        ),
    )


def words_of_red_flags() -> dict[str, dict[str, Any]]:
    return {f"red_flag_{action.value}": words_of_red_flag(action).as_json() for action in Action}


def _pressure_is_due(findings: Collection[str]) -> bool:
    """Where hypertension was found, cleared or not (clinical rules 4)."""
    return "hypertension" in findings


def _red_flags_with(findings: Collection[str]) -> tuple[safety.RedFlag, ...]:
    return safety.red_flags_to_ask(pregnant="pregnancy" in findings)
