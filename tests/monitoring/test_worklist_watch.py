from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring import watch
from tests.factories import DoctorFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
LATE = "Daily rules have not run"


@pytest.mark.parametrize(("minutes", "warns"), [(10, False), (11, True)])
def test_the_worklist_warns_when_the_daily_rules_have_not_run(client, minutes, warns):
    client.force_login(DoctorFactory().user)
    watch.run_due(at=timezone.now() - timedelta(minutes=minutes))

    response = client.get(reverse("monitoring:worklist"))

    assert (LATE in response.text) is warns
