"""Pain and sessions over the weeks shown, with the moments that explain them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from exercises.codes import STAGES
from monitoring import charts, reasons
from monitoring.charts import Chart, Day, Kind, Marker
from monitoring.logged import Pain, followed_by_day
from monitoring.record.facts import Facts
from programs.models import Revision, StageOpening


@dataclass(frozen=True)
class Timeline:
    """The chart, the same as a table (newest day first), and in a sentence."""

    chart: Chart
    days: tuple[Day, ...]
    markers: tuple[Marker, ...]
    summary: str


def timeline(facts: Facts, pain: dict[date, Pain]) -> Timeline:
    nothing, done = Pain(back=None, leg=None), followed_by_day(facts.logged)
    days = [
        Day(
            date=day,
            back=pain.get(day, nothing).back,
            leg=pain.get(day, nothing).leg,
            done=done.get(day, 0),
            prescribed=len(facts.slots_on(day)),
        )
        for day in facts.period
    ]
    markers = sorted(_markers(facts), key=lambda one: one.date)
    shown = tuple(marker for marker in markers if marker.date >= facts.period[0])
    return Timeline(
        chart=charts.pain_and_sessions(days, shown),
        days=tuple(reversed(days)),
        markers=shown,
        summary=_summary(days, len(facts.stops_in_period)),
    )


def _markers(facts: Facts) -> Iterator[Marker]:
    """Revisions after the first, stages opened, and the days with stops."""
    if facts.program is None:
        return
    mine = {"clinic": facts.program.clinic_id, "program": facts.program}
    for number, at in Revision.objects.filter(**mine).values_list("number", "prescribed_at"):
        if number > 1:
            text = _("Revision %(number)s") % {"number": number}
            yield Marker(facts.patient.local(at).date(), text, Kind.REVISION)
    for stage, at in StageOpening.objects.filter(**mine).values_list("stage", "opened_at"):
        text = _("%(stage)s opened") % {"stage": STAGES[stage]}
        yield Marker(facts.patient.local(at).date(), text, Kind.OPENING)
    for day, of_day in groupby(facts.stops, key=facts.day_of):
        stops = list(of_day)
        text = reasons.title(stops[0].reason, {"reach": stops[0].reach})
        yield Marker(day, _("Stop: %(reason)s") % {"reason": text}, Kind.STOP)


def _summary(days: list[Day], stops: int) -> str:
    legs = [day.leg for day in days if day.leg is not None] or [0]
    return _(
        "Leg pain went from %(first)s to %(last)s of 10; %(done)s sessions done; stops: %(stops)s."
    ) % {
        "first": legs[0],
        "last": legs[-1],
        "done": sum(day.done for day in days),
        "stops": stops,
    }
