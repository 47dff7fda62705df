"""A session as it is done: begun after the check-in, and finished; what decides, ends it here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from following.finding import NOT_ASKED, finding_at_the_end
from following.models import Session, Stop
from following.services.entering import has_acknowledged
from following.signals import session_recorded
from following.work import NotNow, Work, work_at_home
from people.models import Patient, User
from programs import stop_rules
from programs.models import Program
from programs.services import screening, supervision
from programs.stop_rules import Decision, Outcome

#: The outcomes after which no exercise of the session may follow.
ENDING = frozenset({Outcome.STOP_SESSION, Outcome.NO_SESSION, Outcome.EMERGENCY})


@dataclass(frozen=True)
class CheckIn:
    """The answers before a session; `red_flags` is None when they were not asked this time."""

    back: int
    leg: int
    ill: bool
    red_flags: Sequence[str] | None = None

    @property
    def finding(self) -> dict[str, object]:
        return {
            **NOT_ASKED,
            "back": self.back,
            "leg": self.leg,
            "ill": self.ill,
            "red_flag": bool(self.red_flags),
        }


@dataclass(frozen=True)
class Begun:
    """The session of that day and slot, which another tab may have begun, and what was decided."""

    session: Session
    decision: Decision


def work_now(*, patient: Patient, day: date, slot: int) -> Work:
    """What the patient may begin; raises NotNow with the reason in words."""
    if not has_acknowledged(patient):
        raise NotNow(_("Please read the safety rules first."))
    return work_at_home(patient, day=day, slot=slot)


@transaction.atomic
def begin_session(
    *, patient: Patient, session_id: UUID, slot: int, answers: CheckIn, at: datetime
) -> Begun:
    """Begin the session of a slot once; a second tab and a replay get the one that exists."""
    # Two tabs that begin at once wait for each other here.
    Program.objects.select_for_update().current().filter(
        clinic=patient.clinic_id, patient=patient
    ).first()
    day = patient.local(at).date()
    mine = Session.objects.own(patient)
    session = mine.filter(pk=session_id).first() or mine.filter(local_date=day, slot=slot).first()
    is_new = session is None
    if session is None:
        work = work_now(patient=patient, day=day, slot=slot)
        session = _create(patient, session_id, work, answers, at)
    decision = stop_rules.decide(session.revision.rules.check_in, answers.finding)
    # What forbids exercise counts in any tab; a replay of its own finds the session ended.
    if session.status == Session.Status.RUNNING or session.pk != session_id:
        if is_new or answers.red_flags:
            keep_red_flags(patient, answers.red_flags)
        carry_out(session, decision, ended_as=Session.Status.REFUSED, at=at)
    return Begun(session, decision)


@transaction.atomic
def finish_session(
    *, session: Session, back: int, leg: int, reach: str = "", at: datetime
) -> Decision:
    """End a session with the pain after it; strong pain is judged as if it came in an exercise."""
    session = locked(session)
    decision = stop_rules.decide(
        session.revision.rules.during, finding_at_the_end(session, back=back, leg=leg)
    )
    if session.status == Session.Status.RUNNING:
        session.back_after, session.leg_after, session.reach = back, leg, reach
        session.save(update_fields=["back_after", "leg_after", "reach"])
        end(session, Session.Status.DONE, at=at)
        carry_out(session, decision, ended_as=Session.Status.DONE, at=at)
    return decision


def keep_red_flags(patient: Patient, flags: Sequence[str] | None) -> None:
    """Keep what the patient answered to the red flags, if they were asked."""
    if flags is not None:
        screening.check_red_flags(patient=patient, by=cast(User, patient.user), flags=flags)


def carry_out(
    session: Session,
    decision: Decision,
    *,
    ended_as: Session.Status,
    at: datetime,
    stop: Stop | None = None,
) -> None:
    """Do what a decision says, and let the rest of the house hear of it."""
    if decision.suspend:
        supervision.suspend(program=session.program, because=decision.reason, at=at)
    if decision.outcome in ENDING and session.status == Session.Status.RUNNING:
        end(session, ended_as, at=at)
    is_news = stop is not None or decision.outcome in ENDING
    session_recorded.send(
        sender=Session,
        patient=session.patient,
        session=session,
        decision=decision if is_news else None,
        stop=stop,
    )


def end(session: Session, status: Session.Status, *, at: datetime) -> None:
    session.status, session.ended_at = status, at
    session.save(update_fields=["status", "ended_at"])


def locked(session: Session) -> Session:
    return (
        Session.objects.select_for_update(of=("self",))
        .select_related("program", "revision", "patient__clinic", "patient__user")
        .get(clinic=session.clinic_id, pk=session.pk)
    )


def _create(
    patient: Patient, session_id: UUID, work: Work, answers: CheckIn, at: datetime
) -> Session:
    """Insert the session; DoesNotExist when the id that the phone made is another person's."""
    row = Session(
        id=session_id,
        clinic=patient.clinic,
        patient=patient,
        program=work.revision.program,
        revision=work.revision,
        local_date=work.day,
        time_zone=patient.time_zone,
        slot=work.slot.number,
        started_at=at,
        back_before=answers.back,
        leg_before=answers.leg,
        ill=answers.ill,
        sets_prescribed=work.sets,
    )
    Session.objects.bulk_create([row], ignore_conflicts=True)
    return locked(Session.objects.own(patient).get(pk=session_id))
