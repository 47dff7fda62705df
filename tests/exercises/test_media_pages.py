import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exercises.models import Exercise, ExerciseMedia
from tests.factories import DoctorFactory, filmed_exercise, own_exercise
from tests.pictures import film, photo
from tests.words import words_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def draft(doctor):
    return own_exercise(doctor.doctors[0], published=False)


def send(desk: Client, draft: Exercise, data: bytes, alt: str = "Both knees bent", **how: object):
    upload = SimpleUploadedFile("knees.jpg", data)
    return desk.post(f"/library/{draft.slug}/media/", {"upload": upload, "alt": alt}, **how)


def test_a_photo_is_shown_at_once_with_its_words(desk, draft):
    response = send(desk, draft, photo(), headers=HTMX)

    one = ExerciseMedia.objects.get()
    image = re.search(r'<img[^>]*src="/library/media/[^>]*>', response.text)[0]
    assert f'src="/library/media/{one.pk}/"' in image
    assert 'alt="Both knees bent"' in image
    assert "<html" not in response.text


def test_without_its_script_the_page_comes_back_whole(desk, draft):
    response = send(desk, draft, photo(), follow=True)

    assert response.redirect_chain == [(f"/library/{draft.slug}/edit/", 302)]
    assert "Both knees bent" in words_of(response)


@pytest.mark.parametrize(
    ("data", "alt", "words"),
    [
        (b"<svg/>", "Knees", "This is neither a photo (JPEG, PNG or WebP) nor a video"),
        (b"", "Knees", "This file is empty."),
        (photo(), "", "Write a few words here."),
    ],
)
@pytest.mark.parametrize(("headers", "status"), [(HTMX, 200), ({}, 422)])
def test_a_refused_file_is_refused_beside_its_field(desk, draft, data, alt, words, headers, status):
    response = send(desk, draft, data, alt, headers=headers)

    assert response.status_code == status
    assert words in words_of(response)
    assert not ExerciseMedia.objects.exists()


def test_a_removed_photo_is_gone_from_the_page(desk, draft):
    send(desk, draft, photo())
    one = ExerciseMedia.objects.get()

    response = desk.post(f"/library/{draft.slug}/media/{one.pk}/remove/", headers=HTMX)

    assert "Both knees bent" not in words_of(response)


def test_the_only_picture_of_a_published_exercise_is_not_removed(desk, doctor):
    filmed, one = filmed_exercise(doctor.doctors[0])

    response = desk.post(f"/library/{filmed.slug}/media/{one.pk}/remove/", headers=HTMX)

    assert "Choose a figure or add a photo first" in words_of(response)
    assert Exercise.objects.get(pk=filmed.pk).current.media != []


def test_a_figure_is_chosen_and_dropped(desk, draft):
    figures = []
    for chosen in ("superman", ""):
        desk.post(f"/library/{draft.slug}/figure/", {"figure": chosen}, headers=HTMX)
        figures.append(Exercise.objects.get(pk=draft.pk).current.figure)

    assert figures == ["superman", None]


def test_an_unknown_figure_is_refused_in_words(desk, draft):
    response = desk.post(f"/library/{draft.slug}/figure/", {"figure": "handstand"}, headers=HTMX)

    assert "The library has no figure of that name." in words_of(response)


def test_a_photo_comes_to_its_clinics_doctors_and_is_kept_from_everyone_else(desk, doctor):
    _filmed, one = filmed_exercise(doctor.doctors[0])

    response = desk.get(f"/library/media/{one.pk}/")

    kept = {"Content-Type", "Content-Disposition", "Cache-Control", "X-Content-Type-Options"}
    assert {name: response.headers[name] for name in kept} == {
        "Content-Type": "image/webp",
        "Content-Disposition": 'inline; filename="photo.webp"',
        "Cache-Control": "private, max-age=3600",
        "X-Content-Type-Options": "nosniff",
    }
    assert response.content == one.file.open().read()
    desk.force_login(DoctorFactory().user)
    assert desk.get(f"/library/media/{one.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-1", 206, slice(0, 2)),
        ("bytes=100-", 206, slice(100, None)),
        ("bytes=0-999999999", 206, slice(0, None)),
        ("bytes=5-2", 416, slice(0, 0)),
        ("bytes=999999999-", 416, slice(0, 0)),
        ("lines=1-2", 200, slice(0, None)),
    ],
)
def test_a_film_comes_in_the_parts_that_the_phone_asks_for(desk, doctor, asked, status, part):
    _exercise, one = filmed_exercise(doctor.doctors[0], film())
    whole = one.file.open().read()

    headers = {"Range": asked, "Accept-Encoding": "gzip"}
    response = desk.get(f"/library/media/{one.pk}/", headers=headers)

    assert (response.status_code, response.content) == (status, whole[part])
    if status == 206:
        first, last, _step = part.indices(len(whole))
        assert response.headers["Content-Range"] == f"bytes {first}-{last - 1}/{len(whole)}"
        assert response.headers["Content-Length"] == str(last - first)
