import pytest

from tests.factories import LYING, DoctorFactory, exercise

pytestmark = pytest.mark.django_db


def test_no_cache_keeps_a_page_of_someone_who_is_signed_in(client):
    client.force_login(DoctorFactory().user)

    assert client.get("/desk/").headers["Cache-Control"] == "private, no-store"


def test_what_is_nobodys_may_be_kept(client):
    client.force_login(DoctorFactory().user)
    exercise()

    kept = client.get(f"/library/{LYING}/figure.svg?v=1").headers["Cache-Control"]

    assert kept == "public, max-age=31536000, immutable"
