"""What a patient's screening holds, the newest of each kind of entry."""

from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from people.models import Patient
from programs import gates, safety
from programs.models import (
    Clearance,
    ClinicRules,
    ContraindicationReview,
    InflammationSettled,
    NeurologistDecision,
    NewCondition,
    PainFree,
    ProgramEvent,
    RedFlagCheck,
)
from programs.models.screening import ScreeningEntry
from programs.thresholds import DEFAULTS, Thresholds

Entry = TypeVar("Entry", bound=ScreeningEntry)


def thresholds_of(clinic_id: UUID) -> Thresholds:
    """The clinic's own numbers, or the defaults."""
    own = ClinicRules.objects.filter(clinic=clinic_id).order_by("-id").first()
    return own.thresholds if own else DEFAULTS


def prevention_gate(facts: safety.ScreeningFacts, *, on: date) -> gates.GateState:
    """Whether effortful exercises are open, by what the doctor has stated of pain."""
    since = facts.pain_free_since
    days = (on - since).days if since else 0
    return gates.prevention(pain_free_days=days, thresholds=facts.thresholds)


def findings_of(patient: Patient) -> tuple[str, ...]:
    """The contraindications that the doctor found when last going through them."""
    review = newest(ContraindicationReview, patient)
    return tuple(review.findings) if review else ()


def facts_of(patient: Patient) -> safety.ScreeningFacts:
    """The newest entry of each kind, as the pure rules read them."""
    decision = newest(NeurologistDecision, patient)
    settled = newest(InflammationSettled, patient)
    review = newest(ContraindicationReview, patient)
    asked = newest(RedFlagCheck, patient)
    pain_free_since = _pain_free_since(patient)
    return safety.ScreeningFacts(
        age=patient.youngest_age(timezone.localdate()),
        neurologist_decided_on=decision.decided_on if decision else None,
        exercise_indicated=decision.is_indicated if decision else None,
        inflammation_settled_on=settled.settled_on if settled else None,
        red_flags_asked_on=_day(asked),
        red_flags=standing_red_flags(patient),
        findings_reviewed_on=_day(review),
        findings=tuple(review.findings) if review else (),
        clearances=clearances_of(patient),
        pain_free_since=pain_free_since,
        new_conditions=tuple(
            NewCondition.Kind(kind).label for kind in _unreviewed(patient, review)
        ),
        thresholds=thresholds_of(patient.clinic_id) if pain_free_since else DEFAULTS,
    )


def standing_red_flags(patient: Patient) -> tuple[str, ...]:
    """Every flag answered with yes since a doctor last asked; a patient's later no clears none."""
    checks = RedFlagCheck.objects.filter(clinic=patient.clinic_id, patient=patient)
    checks = checks.filter(Q(flags__len__gt=0) | ~Q(recorded_by=patient.user_id))
    standing: list[str] = []
    # Not by their ids, which a phone makes by its own clock.
    newest_first = checks.order_by("-recorded_at", "-id")
    for flags, by in newest_first.values_list("flags", "recorded_by"):
        standing += flags
        if by != patient.user_id:
            break
    return tuple(dict.fromkeys(standing))


def _unreviewed(patient: Patient, review: ContraindicationReview | None) -> tuple[str, ...]:
    """What was reported as new since a doctor last went through the contraindications."""
    rows = NewCondition.objects.filter(clinic=patient.clinic_id, patient=patient)
    if review:
        rows = rows.filter(pk__gt=review.pk)
    return tuple(dict.fromkeys(kind for row in rows.order_by("id") for kind in row.kinds))


def _pain_free_since(patient: Patient) -> date | None:
    """The day that the doctor stated, unless the program has been paused for a cause since."""
    stated = newest(PainFree, patient)
    if stated is None:
        return None
    pauses = ProgramEvent.objects.filter(
        clinic=patient.clinic_id,
        program__patient=patient,
        kind=ProgramEvent.Kind.SUSPENDED,
        at__gt=stated.recorded_at,
    )
    return None if pauses.exclude(reason="doctor").exists() else stated.since


def clearances_of(patient: Patient) -> tuple[safety.Clearance, ...]:
    """The newest clearance of each finding."""
    rows = Clearance.objects.filter(clinic=patient.clinic_id, patient=patient).order_by("id")
    newest_of = {row.finding: row for row in rows}
    return tuple(
        safety.Clearance(finding=row.finding, review_on=row.review_on) for row in newest_of.values()
    )


def newest(model: type[Entry], patient: Patient) -> Entry | None:
    """The entry that the server heard last; an id may be a phone's, by a clock that is wrong."""
    rows: QuerySet[Entry] = QuerySet(model).filter(clinic=patient.clinic_id, patient=patient)
    return rows.select_related("recorded_by").order_by("-recorded_at", "-id").first()


def _day(entry: ScreeningEntry | None) -> date | None:
    """The reader's day: a patient's may have begun already, and must not seem to lie ahead."""
    return timezone.localdate(entry.recorded_at) if entry else None
