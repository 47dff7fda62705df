"""A phone that tells of pain hears at once which exercises are left."""

from datetime import timedelta

import pytest
from django.utils import timezone

from following.services.sessions import CheckIn
from people.ids import uuid7
from programs.models import Revision
from tests.factories import LYING, STANDING, StageOpeningFactory
from tests.following.phone import at_home, begin
from tests.following.reports import event, post, put, signed_in, stop

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision() -> Revision:
    """At home since yesterday, with standing open."""
    revision = at_home(LYING, STANDING)
    yesterday = timezone.now() - timedelta(days=1)
    StageOpeningFactory(program=revision.program, stage=3, opened_at=yesterday)
    return revision


def lines(revision: Revision) -> list[str]:
    return [str(line.pk) for line in revision.lines.order_by("place")]


def calm(revision: Revision):
    return begin(revision.program.patient, CheckIn(back=0, leg=0, ill=False))


@pytest.mark.parametrize(("back", "left"), [(0, 2), (1, 1)])
def test_pain_at_the_check_in_is_answered_with_what_is_still_open(revision, back, left):
    phone = signed_in(revision.program.patient)

    answer = put(phone, uuid7(), back=back, leg=0).json()

    assert answer["open"] == lines(revision)[:left]


def test_pain_at_a_stop_is_answered_with_what_is_still_open(revision):
    phone, session = signed_in(revision.program.patient), calm(revision)

    answer = post(phone, "stops", session, stop(session, back=1, leg=0)).json()

    assert answer["open"] == lines(revision)[:1]


def test_a_set_that_was_done_says_nothing_of_it(revision):
    phone, session = signed_in(revision.program.patient), calm(revision)

    answer = post(phone, "events", session, {"events": [event(session)]}).json()

    assert answer["open"] is None
