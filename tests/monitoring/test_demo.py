"""How the demo is made; what it holds is asked in `test_demo_clinics`."""

from random import Random

import pytest
import time_machine
from django.core.management import CommandError, call_command

from following.models import Session
from monitoring.demo.stories import pain_on
from monitoring.models import Letter
from people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_just_after_midnight_no_session_has_begun_before_its_own_day(settings):
    settings.DEMO = True
    with time_machine.travel("2026-11-19T23:25:00Z", tick=False):
        call_command("demo")

    begun = Session.objects.select_related("patient")
    assert [
        one for one in begun if one.patient.local(one.started_at).date() != one.local_date
    ] == []


def test_the_demo_is_refused_where_it_was_not_asked_for(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="SCIATICA_DEMO=1"):
        call_command("demo")

    assert not User.objects.exists()


def test_nobody_is_written_to(settings, mailoutbox):
    settings.DEMO = True
    call_command("demo")

    assert Letter.objects.exists()
    assert not Letter.objects.filter(sent_at=None).exists()
    assert mailoutbox == []


def test_where_the_pain_has_gone_it_is_gone():
    chance = Random(1)  # noqa: S311

    assert {pain_on(((0, 5), (10, 0)), day, chance) for day in range(10, 40)} == {0}
