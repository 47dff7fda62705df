"""Every time a stop rule fired, in words: which row, by which answers, when, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from monitoring import reasons
from monitoring.judged import Judged, judged, judged_for, newest_first
from monitoring.models import Alert
from monitoring.rule_words import answers_in_words, flags_in_words, row_in_words
from people.models import Patient
from programs.models import PrescribedLine, Revision
from programs.stop_rules import Outcome, Row

A_PAGE = 20
MOMENTS: dict[str, str | Promise] = {
    "during": _("During a session"),
    "check_in": _("Before a session"),
    "next_morning": _("The next morning"),
    "over_days": _("Over days"),
    "red_flags": _("Red flags asked by themselves"),
}
#: Red flags asked by themselves are judged by the urgency of each, not by a revision's table.
WITHOUT_A_ROW = {"red_flags": _("Any red flag answered with yes")}
TONES = {
    Outcome.EMERGENCY: "coral",
    Outcome.NO_SESSION: "coral",
    Outcome.STOP_SESSION: "coral",
    Outcome.STOP_EXERCISE: "amber",
}


@dataclass(frozen=True)
class Firing:
    """One judgement; `row` is in words, and empty where no table's row is behind it."""

    judged: Judged
    title: str
    moment: str | Promise
    outcome: str | Promise
    tone: str
    row: str
    suspended: bool
    answers: tuple[tuple[str, str], ...]
    revision: Revision | None
    exercise: str
    alert: Alert | None


@dataclass(frozen=True)
class Firings:
    page: Page[Any]
    rows: tuple[Firing, ...]


def firings_of(patient: Patient, *, page: str | int) -> Firings:
    """One page of all of them, the newest first, with an alert or without."""
    shown = Paginator(newest_first(patient), A_PAGE).get_page(page)
    found = judged(patient, shown)
    alerts = _alerts(patient, found)
    pairs = [(one, next((each for each in alerts if _raised(one, each)), None)) for one in found]
    return Firings(shown, tuple(_in_words(patient, pairs)))


def firing_of(alert: Alert) -> Firing | None:
    """What raised this alert; None when no stop rule did."""
    one = judged_for(alert)
    return next(_in_words(alert.patient, [(one, alert)])) if one else None


def _alerts(patient: Patient, found: Iterable[Judged]) -> list[Alert]:
    keys, moments = [one.pk for one in found], [one.at for one in found]
    mine = Alert.objects.filter(clinic=patient.clinic_id, patient=patient)
    return list(mine.filter(Q(pk__in=keys) | Q(source__in=keys) | Q(raised_at__in=moments)))


def _raised(one: Judged, alert: Alert) -> bool:
    """A rule over days has no row of its own when it raises: there the moment tells."""
    told = alert.source == one.pk or alert.raised_at == one.at
    return alert.pk == one.pk or (told and alert.reason == one.reason)


def _in_words(patient: Patient, pairs: Iterable[tuple[Judged, Alert | None]]) -> Iterator[Firing]:
    pairs = list(pairs)
    revisions = Revision.objects.filter(clinic=patient.clinic_id, program__patient=patient)
    newest_first = list(revisions.order_by("-number"))
    lines = PrescribedLine.objects.filter(
        clinic=patient.clinic_id, pk__in=[one.line_id for one, _alert in pairs if one.line_id]
    )
    exercises = dict(lines.values_list("pk", "exercise__patient_name"))
    for one, alert in pairs:
        yield _firing(one, alert, newest_first, exercises)


def _firing(
    one: Judged, alert: Alert | None, revisions: list[Revision], exercises: dict[UUID, str]
) -> Firing:
    revision, row = _row(one, revisions)
    evidence = alert.evidence if alert else {"reach": one.reach}
    return Firing(
        judged=one,
        title=reasons.title(one.reason, evidence),
        moment=MOMENTS[one.moment],
        outcome=Outcome(one.outcome).label,
        tone=TONES.get(Outcome(one.outcome), "grey"),
        row=row_in_words(row) if row else str(WITHOUT_A_ROW.get(one.moment, "")),
        suspended=row["suspend"] if row else bool(evidence.get("suspended")),
        answers=(*flags_in_words(one.flags), *answers_in_words(one.finding)),
        revision=revision,
        exercise=exercises.get(one.line_id, "") if one.line_id else "",
        alert=alert,
    )


def _row(one: Judged, revisions: Iterable[Revision]) -> tuple[Revision | None, Row | None]:
    """The row that fired: of its own revision, else of the newest one of that moment."""
    of_program = [each for each in revisions if each.program_id == one.program_id]
    of_program.sort(key=lambda each: (each.pk != one.revision_id, each.prescribed_at > one.at))
    for revision in of_program:
        for row in getattr(revision.rules, one.moment, ()):
            if row["id"] == one.rule:
                return revision, row
    return None, None
