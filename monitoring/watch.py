"""What is due without anyone having opened a page, done by whichever machine comes first."""

from __future__ import annotations

import logging
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Q

from monitoring import letters, mornings, pushes, reminders, services
from monitoring.features import DAY
from monitoring.models import WatchRun
from monitoring.overdays import judge_days_over
from monitoring.recent import at_home
from programs.models import Program

logger = logging.getLogger(__name__)

#: Of PostgreSQL's advisory locks; nobody else in this database takes one by this number.
LOCK = 4_220_001
#: After this long without a complete run, rules may not have been judged.
LATE_AFTER = timedelta(minutes=10)


def run_due(*, at: datetime, with_post: bool = True) -> bool:
    """Do all that is due; False when some of it failed, or when another watch is at it."""
    with _the_only_watch() as alone:
        if not alone:
            return False
        done = [
            *(
                _succeeds(partial(judge_days_over, program=one, at=at), of=f"program {one.pk}")
                for one in _due(at)
            ),
            _succeeds(partial(services.escalate_overdue, at=at), of="escalation"),
            _succeeds(partial(mornings.remind, at=at), of="mornings"),
            _succeeds(partial(reminders.remind, at=at), of="reminders"),
            not with_post or _succeeds(partial(letters.send_due, at=at), of="letters"),
            not with_post or _succeeds(partial(pushes.send_due, at=at), of="pushes"),
        ]
        if all(done):
            WatchRun.objects.update_or_create(defaults={"ran_at": at})
        return all(done)


def is_late(at: datetime) -> bool:
    """Whether it is too long ago that the rules over days were judged for everyone."""
    return not WatchRun.objects.filter(ran_at__gte=at - LATE_AFTER).exists()


def _due(at: datetime) -> list[Program]:
    """The programs at home with a day that is over and not judged, found in two queries."""
    programs = Program.objects.filter(status=Program.Status.HOME)
    zones: dict[date, list[str]] = defaultdict(list)
    for name in programs.values_list("patient__time_zone", flat=True).distinct():
        zones[at.astimezone(ZoneInfo(name)).date()].append(name)
    behind = Q(judged_to=None)
    for today, names in zones.items():
        behind |= Q(patient__time_zone__in=names, judged_to__lt=today - DAY)
    return [one.program for one in at_home(programs, behind) if one.days_over(at)]


def _succeeds(work: Callable[[], object], *, of: str) -> bool:
    """Do one piece; if it fails, that is told without a word of a patient, and the rest goes on."""
    try:
        work()
    except Exception as error:
        if not connection.is_usable():
            raise
        # Not the message: that of a database error quotes the row.
        where = traceback.extract_tb(error.__traceback__)[-1]
        kind = type(error).__name__
        logger.error("%s failed: %s at %s:%s", of, kind, where.filename, where.lineno)
        return False
    return True


@contextmanager
def _the_only_watch() -> Iterator[bool]:
    """Hold the lock that all machines share, or say that another holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
