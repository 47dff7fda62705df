"""What a patient reported, and what is kept of it beside an alert, in no language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from following.models import MorningCheck, Session, Stop
from people.models import Patient
from programs import reading
from programs.models import NewCondition, PrescribedLine, RedFlagCheck, Revision
from programs.stop_rules import Decision


@dataclass(frozen=True)
class Report:
    """A press on Stop, a morning check, a session, or red flags answered outside of one."""

    patient: Patient
    session: Session | None = None
    stop: Stop | None = None
    morning: MorningCheck | None = None

    def cause_of(self, decision: Decision) -> Model:
        """The row for which an alert is raised once."""
        answered = NewCondition if decision.reason == "new_condition" else RedFlagCheck
        reported = self.stop or self.morning or self.session
        return reported or reading.newest(answered, self.patient) or self.patient

    @property
    def revision(self) -> Revision | None:
        """The one by whose rules it was judged; red flags are judged by no revision's."""
        judged = self.morning or self.session
        return judged.revision if judged else None


def evidence_of(report: Report, decision: Decision) -> dict[str, Any]:
    """What the doctor reads beside the reason."""
    if report.session and decision.reason == "stale_plan":
        return _of_revisions(report.session)
    kept: dict[str, Any] = {
        "rule": decision.rule,
        "outcome": str(decision.outcome),
        "suspended": decision.suspend,
    }
    if report.revision:
        kept["version"] = report.revision.stop_rules_version
    if decision.reason == "red_flag":
        check = reading.newest(RedFlagCheck, report.patient)
        kept["flags"] = check.flags if check else []
    return kept | _answers(report)


def _of_revisions(session: Session) -> dict[str, Any]:
    newest = reading.latest_revision(session.program)
    return {"followed": session.revision.number, "newest": newest.number if newest else None}


def _answers(report: Report) -> dict[str, Any]:
    if report.stop:
        return _of_stop(report.stop)
    if report.morning:
        morning = report.morning
        return {
            "back": morning.back,
            "leg": morning.leg,
            "sleep_disturbed": morning.sleep_disturbed,
        }
    return _of_session(report.session) if report.session else {}


def _of_stop(stop: Stop) -> dict[str, Any]:
    lines = PrescribedLine.objects.filter(clinic=stop.clinic_id, pk__in=[stop.line_id])
    name = lines.values_list("exercise__patient_name", flat=True).first() or ""
    return {"exercise": name, "back": stop.back, "leg": stop.leg, "reach": stop.reach}


def _of_session(session: Session) -> dict[str, Any]:
    """The last answers given: those after the session, or else those before it."""
    if session.leg_after is not None:
        return {"back": session.back_after, "leg": session.leg_after}
    kept: dict[str, Any] = {"back": session.back_before, "leg": session.leg_before}
    if session.ill:
        kept["ill"] = True
    if session.systolic is not None:
        kept |= {"systolic": session.systolic, "diastolic": session.diastolic}
    return kept
