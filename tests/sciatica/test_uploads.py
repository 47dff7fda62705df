from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sciatica.uploads import MOST_BYTES
from tests.factories import own_exercise


class Endless(BytesIO):
    """A body that must not be read."""

    def read(self, size: int | None = -1) -> bytes:
        raise AssertionError("it was read")


@pytest.mark.django_db
def test_a_request_that_would_fill_the_disk_is_turned_away_unread(client):
    draft = own_exercise(published=False)
    client.force_login(draft.author)

    response = client.generic(
        "POST",
        f"/library/{draft.slug}/media/",
        data="the first of it",
        content_type="multipart/form-data; boundary=part",
        **{"wsgi.input": Endless(), "CONTENT_LENGTH": str(MOST_BYTES + 1)},
    )

    assert response.status_code == 400
    assert draft.versions.count() == 1


@pytest.mark.django_db
def test_a_file_too_large_for_its_page_is_refused_by_the_page_in_words(client):
    draft = own_exercise(published=False)
    client.force_login(draft.author)
    upload = SimpleUploadedFile("one.jpg", b"\xff\xd8\xff" + bytes(11 * 1024 * 1024))

    response = client.post(
        f"/library/{draft.slug}/media/", {"upload": upload, "alt": "Both knees bent"}
    )

    assert "This file is too large: at most 10 MB." in response.text
