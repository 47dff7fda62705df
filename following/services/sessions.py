"""A session as it is done: begun after the check-in, and finished; what decides, ends it here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from following.finding import finding_at_check_in, finding_at_the_end
from following.judging import ENDING
from following.models import Session
from following.questions import pressure_of
from following.services.deciding import carry_out, end, judged, keep_red_flags, locked
from following.services.entering import has_acknowledged
from following.work import NotNow, Work, work_at_home, work_done
from people.body import reach_of
from people.ids import uuid7
from people.models import Patient, User
from programs.models import Program, Revision
from programs.services import screening
from programs.stop_rules import Decision

#: A begin that lay on the phone for longer is of a session in which sets have been done by now.
LATE = timedelta(seconds=30)


@dataclass(frozen=True)
class CheckIn:
    """The answers before a session; None is what was not asked, or could not be measured."""

    back: int
    leg: int
    ill: bool
    places: Sequence[str] = ()
    systolic: int | None = None
    diastolic: int | None = None
    red_flags: Sequence[str] | None = None
    new_condition: Sequence[str] | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """What a session keeps of them."""
        asked_for_news = self.new_condition is not None
        return {
            "back_before": self.back,
            "leg_before": self.leg,
            "ill": self.ill,
            "places": list(self.places),
            "systolic": self.systolic,
            "diastolic": self.diastolic,
            "new_condition": bool(self.new_condition) if asked_for_news else None,
        }

    def finding_of(self, patient: Patient) -> dict[str, Any]:
        return finding_at_check_in(
            back=self.back,
            leg=self.leg,
            ill=self.ill,
            red_flag=bool(self.red_flags),
            new_condition=bool(self.new_condition),
            pressure=pressure_of(patient, self.systolic, self.diastolic),
        )


@dataclass(frozen=True)
class Phone:
    """What a phone tells of itself: the day and the revision on its screen, its zone and clock.

    `clock_skew` is how many seconds it is ahead, `waited` how long the report lay on it.
    """

    day: date | None = None
    revision: UUID | None = None
    time_zone: str = ""
    clock_skew: int | None = None
    waited: timedelta = timedelta()

    @property
    def is_late(self) -> bool:
        return self.waited > LATE


#: A phone that tells nothing of itself.
SILENT = Phone()


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
    *,
    patient: Patient,
    session_id: UUID,
    slot: int,
    answers: CheckIn,
    at: datetime,
    phone: Phone = SILENT,
) -> Begun:
    """Begin the session of a slot once; a second tab and a replay get the one that exists."""
    # Two tabs that begin at once wait for each other here.
    Program.objects.select_for_update().current().filter(
        clinic=patient.clinic_id, patient=patient
    ).first()
    day = _day(patient, phone, at)
    mine = Session.objects.own(patient)
    session = mine.filter(pk=session_id).first() or mine.filter(local_date=day, slot=slot).first()
    is_new = session is None
    if session is None:
        work = _work(patient, phone, day=day, slot=slot, at=at)
        session = _create(session_id, work, answers, at=at, phone=phone)
    verdict = judged(session, "check_in", answers.finding_of(patient), flags=answers.red_flags)
    # What forbids exercise counts in any tab; a replay of its own finds the session ended.
    if session.status == Session.Status.RUNNING or session.pk != session_id:
        is_told = _keep_answers(session, answers, report_id=session_id, is_new=is_new)
        if verdict.decision.outcome in ENDING and session.status == Session.Status.RUNNING:
            _keep_check_in(session, answers)
        carry_out(session, verdict, ended_as=Session.Status.REFUSED, at=at, is_told=is_told)
    return Begun(session, verdict.decision)


@transaction.atomic
def finish_session(
    *,
    session: Session,
    back: int,
    leg: int,
    reach: str = "",
    places: Sequence[str] = (),
    red_flags: Sequence[str] | None = None,
    at: datetime,
    report_id: UUID | None = None,
) -> Decision:
    """End a session with the pain after it; strong pain is judged as if it came in an exercise.

    RedFlagCheck.DoesNotExist when the report's id is another person's.
    """
    session = locked(session)
    finding = finding_at_the_end(session, back=back, leg=leg, red_flag=bool(red_flags))
    verdict = judged(session, "during", finding, flags=red_flags)
    is_first = session.status == Session.Status.RUNNING
    was_told = keep_red_flags(session.patient, red_flags, report_id=report_id or uuid7())
    has_new_flags, is_told = bool(red_flags) and not was_told, bool(red_flags) and was_told
    is_worse = verdict.decision.outcome in ENDING and _is_worse(session, back=back, leg=leg)
    if is_first or is_worse:
        _keep_pain_after(session, back=back, leg=leg, reach=reach_of(places) or reach)
    if is_first:
        end(session, Session.Status.DONE, at=at)
    if is_first or is_worse or has_new_flags:
        carry_out(session, verdict, ended_as=Session.Status.DONE, at=at, is_told=is_told)
    return verdict.decision


def _is_worse(session: Session, *, back: int, leg: int) -> bool:
    """Whether another phone tells of more pain than is kept of the end of this session."""
    return back > (session.back_after or 0) or leg > (session.leg_after or 0)


def _keep_pain_after(session: Session, *, back: int, leg: int, reach: str) -> None:
    session.back_after = max(back, session.back_after or 0)
    session.leg_after = max(leg, session.leg_after or 0)
    session.reach = reach or session.reach
    session.save(update_fields=["back_after", "leg_after", "reach"])


def _day(patient: Patient, phone: Phone, at: datetime) -> date:
    """The day on the phone's screen, in whatever zone it is now, unless its page is an old one."""
    today = patient.local(at).date()
    near = phone.day is not None and abs(phone.day - today) <= timedelta(days=1)
    return phone.day if phone.day and near else today


def _work(patient: Patient, phone: Phone, *, day: date, slot: int, at: datetime) -> Work:
    """What the session holds: what is open now, or else what was when it was really done."""
    done = _followed(patient, phone, at) if phone.is_late else None
    try:
        work = work_now(patient=patient, day=day, slot=slot)
    except NotNow:
        if done is None:
            raise
        return work_done(done, day=day, slot=slot)
    if done and done.pk != work.revision.pk:
        return work_done(done, day=day, slot=slot)
    if phone.revision not in (None, work.revision.pk):
        raise NotNow(_("Your doctor has changed your plan. Open your session again."))
    return work


def _followed(patient: Patient, phone: Phone, at: datetime) -> Revision | None:
    """The revision that a phone without a connection went by, if it was released to home."""
    released = Revision.objects.filter(
        clinic=patient.clinic_id,
        program__clinic=patient.clinic_id,
        program__patient=patient,
        program__released_at__isnull=False,
    )
    known = Q(pk=phone.revision) if phone.revision else Q(prescribed_at__lte=at)
    return released.filter(known).select_related("program").order_by("-prescribed_at").first()


def _create(
    session_id: UUID, work: Work, answers: CheckIn, *, at: datetime, phone: Phone
) -> Session:
    """Insert the session; DoesNotExist when the id that the phone made is another person's."""
    patient = work.revision.program.patient
    row = Session(
        id=session_id,
        clinic=patient.clinic,
        patient=patient,
        program=work.revision.program,
        revision=work.revision,
        local_date=work.day,
        time_zone=phone.time_zone or patient.time_zone,
        slot=work.slot.number,
        started_at=at,
        clock_skew=phone.clock_skew,
        **answers.columns,
        dose_percent=work.percent,
        is_flare=work.is_flare,
        sets_prescribed=work.sets,
    )
    Session.objects.bulk_create([row], ignore_conflicts=True)
    return locked(Session.objects.own(patient).get(pk=session_id))


def _keep_check_in(session: Session, answers: CheckIn) -> None:
    """The answers that forbid a session are the ones it was refused for, whichever tab has them."""
    for name, answer in answers.columns.items():
        setattr(session, name, answer)
    session.save(update_fields=[*answers.columns])


def _keep_answers(session: Session, answers: CheckIn, *, report_id: UUID, is_new: bool) -> bool:
    """The answers that concern more than this session; a second tab's only if they say yes.

    Whether its red flags were told before.
    """
    patient, flags = session.patient, answers.red_flags
    was_told = bool(is_new or flags) and keep_red_flags(patient, flags, report_id=report_id)
    if answers.new_condition:
        screening.report_new_condition(
            patient=patient, by=cast(User, patient.user), kinds=answers.new_condition
        )
    return bool(flags) and was_told
