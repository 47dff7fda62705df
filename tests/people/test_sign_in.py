"""Signing in: the page that opens says by itself who has come."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.messages import get_messages
from django.urls import reverse

from tests.factories import PatientFactory

PASSWORD = "a-long-enough-word"

pytestmark = pytest.mark.django_db


def test_signing_in_lays_no_message_over_the_page_that_opens(client):
    user = PatientFactory().user
    user.set_password(PASSWORD)
    user.email = "anna@example.org"
    user.save(update_fields=["email", "password"])
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)

    answer = client.post(
        reverse("account_login"), {"login": user.email, "password": PASSWORD}, follow=True
    )

    assert answer.context["user"] == user
    assert [str(one) for one in get_messages(answer.wsgi_request)] == []
    assert b"Successfully" not in answer.content
