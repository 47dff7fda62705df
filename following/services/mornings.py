"""The morning after a session, answered once a day and judged (clinical rules 5)."""

from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import transaction

from following import mornings
from following.clock import UNTOLD, Told
from following.models import MorningCheck, Session
from following.mornings import Morning
from following.services.red_flags import answer_red_flags
from following.signals import session_recorded
from people.models import Patient, User
from programs import reading, stop_rules
from programs.models import Program
from programs.services import supervision
from programs.stop_rules import Decision


@transaction.atomic
def answer_morning(
    *, patient: Patient, check_id: UUID, morning: Morning, at: datetime, told: Told = UNTOLD
) -> Decision | None:
    """Judge a morning once, however often it is sent; None when there is none to judge.

    Red flags are kept and told in any case, once by the same id. DoesNotExist when that is another
    person's.
    """
    # Two phones that answer at once wait for each other here.
    current = Program.objects.select_for_update(of=("self",)).current()
    program = current.filter(clinic=patient.clinic_id, patient=patient).first()
    own = MorningCheck.objects.filter(clinic=patient.clinic_id, patient=patient)
    if known := own.filter(pk=check_id).first():
        return _decision_of(known)
    flags, by = morning.red_flags, cast(User, patient.user)
    is_told = flags is not None and not answer_red_flags(
        patient=patient, by=by, flags=flags, check_id=check_id
    )
    if known := own.filter(local_date=patient.local(at).date()).first():
        return _decision_of(known)
    # With a red flag that was told before, the doctor may have dealt since: it pauses nothing anew.
    if program is None or (flags and is_told):
        return None
    check = _judged(patient, program, check_id, morning, at)
    if check is None:
        return None
    check.phone_at, check.clock_skew = told.at, told.skew
    MorningCheck.objects.bulk_create([check], ignore_conflicts=True)
    return _carry_out(own.get(pk=check_id))


def _judged(
    patient: Patient, program: Program, check_id: UUID, morning: Morning, at: datetime
) -> MorningCheck | None:
    """The check with what the newest revision's rules decide; None when it is not due."""
    day = patient.local(at).date()
    newest = mornings.newest_check(program, until=day)
    sessions = Session.objects.own(patient).filter(local_date=day - mornings.A_DAY)
    before = mornings.session_to_ask_about(program, sessions, newest=newest, on=day)
    revision = reading.latest_revision(program)
    if before is None or revision is None:
        return None
    finding = mornings.finding(morning, before=before, reach=patient.reach, newest=newest)
    decision = stop_rules.decide(revision.rules.next_morning, finding)
    return MorningCheck(
        id=check_id,
        clinic=patient.clinic,
        patient=patient,
        program=program,
        revision=revision,
        local_date=day,
        time_zone=patient.time_zone,
        happened_at=at,
        back=morning.back,
        leg=morning.leg,
        places=list(morning.places),
        sleep_disturbed=morning.sleep_disturbed,
        finding=finding,
        rule=decision.rule,
        outcome=decision.outcome,
        reason=decision.reason,
    )


def _carry_out(check: MorningCheck) -> Decision:
    decision = _decision_of(check)
    if decision.suspend:
        supervision.suspend(program=check.program, because=decision.reason, at=check.happened_at)
    session_recorded.send(
        sender=Session,
        patient=check.patient,
        session=None,
        stop=None,
        # A red flag has been told by itself, with the urgency of its own.
        decision=None if check.finding["red_flag"] else decision,
        morning=check,
    )
    return decision


def _decision_of(check: MorningCheck) -> Decision:
    return stop_rules.decide(check.revision.rules.next_morning, check.finding)
