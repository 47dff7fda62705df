"""How tests open a patient's page and read it."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from people.models import Patient


def get(client: Client, patient: Patient, address: str) -> HttpResponse:
    client.force_login(patient.user)
    return client.get(address)


def words(response: HttpResponse) -> str:
    """What is read on the page, in one line."""
    main = response.text.partition("<main")[2].partition("</main>")[0]
    main = re.sub(r"<(template|script)\b.*?</\1>", " ", main, flags=re.DOTALL)
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", f"<main{main}").split()))


def filled(response: HttpResponse, **answers: Any) -> dict[str, Any]:
    """These answers in the very form that a page shows."""
    (form_id,) = re.findall(r'name="form_id" value="([^"]+)"', response.text)
    return answers | {"form_id": form_id}
