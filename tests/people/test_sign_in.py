"""Signing in: the page that opens says by itself who has come."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from tests.factories import PatientFactory
from tests.passwords import PASSWORD, with_password

pytestmark = pytest.mark.django_db


def test_signing_in_lays_no_message_over_the_page_that_opens(client):
    user = PatientFactory().user
    sign_in = {"login": with_password(user, "anna@example.org"), "password": PASSWORD}

    answer = client.post(reverse("account_login"), sign_in, follow=True)

    assert answer.context["user"] == user
    assert [str(one) for one in get_messages(answer.wsgi_request)] == []
    assert b"Successfully" not in answer.content
