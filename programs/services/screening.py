"""Screening: what must be known before a program may be prescribed, and what suspends one."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from people.models import Patient, User
from programs import reading
from programs.models import (
    Clearance,
    ContraindicationReview,
    InflammationSettled,
    NeurologistDecision,
    NewCondition,
    PainFree,
    Program,
    RedFlagCheck,
)
from programs.safety import Kind, finding
from programs.services import supervision

#: The finding that pauses under its own name, since it also takes back a stage.
EXACERBATION = "sciatica_exacerbation"


def record_neurologist_decision(
    *,
    patient: Patient,
    by: User,
    neurologist: str,
    decided_on: date,
    is_indicated: bool,
    note: str = "",
) -> NeurologistDecision:
    return NeurologistDecision.objects.create(
        clinic=patient.clinic,
        patient=patient,
        recorded_by=by,
        neurologist=neurologist,
        decided_on=decided_on,
        is_indicated=is_indicated,
        note=note,
    )


def state_inflammation_settled(
    *, patient: Patient, by: User, settled_on: date
) -> InflammationSettled:
    return InflammationSettled.objects.create(
        clinic=patient.clinic, patient=patient, recorded_by=by, settled_on=settled_on
    )


def state_pain_free(*, patient: Patient, by: User, since: date) -> PainFree:
    return PainFree.objects.create(
        clinic=patient.clinic, patient=patient, recorded_by=by, since=since
    )


@transaction.atomic
def review_contraindications(
    *, patient: Patient, by: User, findings: Iterable[str], note: str = ""
) -> ContraindicationReview:
    """Keep what was found; what forbids exercise, waits for a clearance or blocks a prescribed
    exercise suspends a program.
    """
    review = ContraindicationReview.objects.create(
        clinic=patient.clinic, patient=patient, recorded_by=by, findings=list(findings), note=note
    )
    if _stands_against_program(patient, review):
        flares = EXACERBATION in review.findings
        _suspend_program_of(patient, because=EXACERBATION if flares else "contraindication")
    return review


@transaction.atomic
def check_red_flags(*, patient: Patient, by: User, flags: Iterable[str]) -> RedFlagCheck:
    """Keep the answers; any red flag suspends the program until a doctor has seen the patient."""
    check = RedFlagCheck.objects.create(
        clinic=patient.clinic, patient=patient, recorded_by=by, flags=list(flags)
    )
    if check.flags:
        _suspend_program_of(patient, because="red_flag")
    return check


@transaction.atomic
def hear_red_flags(*, patient: Patient, by: User, flags: Sequence[str], check_id: UUID) -> bool:
    """Keep the answers of a report as above, once by its id; whether they are new.

    DoesNotExist when the id is another person's.
    """
    # A report and its signs by themselves may come at once: they wait for each other here.
    current = Program.objects.select_for_update(of=("self",)).current()
    current.filter(clinic=patient.clinic_id, patient=patient).first()
    try:
        _check, is_new = RedFlagCheck.objects.get_or_create(
            id=check_id,
            clinic=patient.clinic,
            patient=patient,
            defaults={"recorded_by": by, "flags": list(flags)},
        )
    except IntegrityError as stranger:
        raise RedFlagCheck.DoesNotExist from stranger
    if is_new and flags:
        _suspend_program_of(patient, because="red_flag")
    return is_new


@transaction.atomic
def report_new_condition(
    *, patient: Patient, by: User, kinds: Iterable[str], note: str = ""
) -> NewCondition:
    """Keep what is new, once; it suspends the program until a doctor has reviewed it."""
    wanted = list(kinds)
    Patient.objects.select_for_update(of=("self",)).get(clinic=patient.clinic_id, pk=patient.pk)
    newest = reading.newest(NewCondition, patient)
    review = reading.newest(ContraindicationReview, patient)
    is_open = newest is not None and (review is None or newest.pk > review.pk)
    _suspend_program_of(patient, because="new_condition")
    if newest is not None and is_open and (newest.kinds, newest.note) == (wanted, note):
        return newest
    return NewCondition.objects.create(
        clinic=patient.clinic, patient=patient, recorded_by=by, kinds=wanted, note=note
    )


def clear(*, patient: Patient, by: User, finding: str, reason: str, review_on: date) -> Clearance:
    return Clearance.objects.create(
        clinic=patient.clinic,
        patient=patient,
        recorded_by=by,
        finding=finding,
        reason=reason,
        review_on=review_on,
    )


def _stands_against_program(patient: Patient, review: ContraindicationReview) -> bool:
    today = timezone.localdate()
    cleared = {one.finding for one in reading.clearances_of(patient) if one.holds(on=today)}
    if any(_stands_against_exercise(code, cleared) for code in review.findings):
        return True
    program = reading.current_program(patient)
    return program is not None and bool(reading.blocked_lines(program, on=today))


def _stands_against_exercise(code: str, cleared: set[str]) -> bool:
    found = finding(code)
    return found.forbids_exercise or (found.kind == Kind.NEEDS_CLEARANCE and code not in cleared)


def _suspend_program_of(patient: Patient, *, because: str) -> None:
    program = reading.current_program(patient)
    if program:
        supervision.suspend(program=program, because=because, at=timezone.now())
