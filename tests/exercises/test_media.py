import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exercises.models import Exercise, ExerciseMedia
from exercises.models.media import private_storage
from exercises.recoding import MediaRefused
from exercises.services import media, own
from tests.factories import own_exercise
from tests.pictures import film, photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return own_exercise(published=False)


def add(exercise: Exercise, data: bytes, name: str = "knees.jpg", alt: str = "Both knees bent"):
    upload = SimpleUploadedFile(name, data, content_type="image/jpeg")
    return media.add_media(exercise=exercise, upload=upload, alt=alt, by=exercise.author)


def stored() -> list[str]:
    folders, files = private_storage().listdir("")
    for folder in folders:
        files += [name for inner in [private_storage().listdir(folder)] for name in inner[0]]
    return [
        name for folder in files for name in private_storage().listdir(f"exercises/{folder}")[1]
    ]


def zipped() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("knees.jpg", photo())
    return packed.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that says it has four thousand million dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 65_000, 65_000, 8, 2, 0, 0, 0)
    dots = zlib.compress(bytes(65_000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")
    )


NEITHER = "neither a photo"
NASTY = {
    "nothing": (b"", NEITHER),
    "words": (b"Lie on your back.", NEITHER),
    "a drawing that can run scripts": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NEITHER),
    "a page": (b"<!doctype html><script>alert(1)</script>", NEITHER),
    "an archive": (zipped(), NEITHER),
    "a document with a photo inside": (b"%PDF-1.7\n" + photo(), NEITHER),
    "a script that looks like a picture": (b"GIF89a/*" + photo() + b"*/=1;alert(1)", NEITHER),
    "a program": (b"\x7fELF" + bytes(100), NEITHER),
    "a list of other files": (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", NEITHER),
    "another phone's photo": (b"\x00\x00\x00\x18ftypheic" + bytes(40), NEITHER),
    "the beginning of a photo": (b"\xff\xd8\xff\xe0" + b"<script>" * 40, "damaged"),
    "a photo cut short": (photo(size=(400, 300))[:1500], "damaged"),
    "a photo of too many dots": (bomb(), "too many dots"),
    "a photo of too many bytes": (photo() + bytes(10 * 1024 * 1024), "at most 10 MB"),
    "the beginning of a film": (b"\x00\x00\x00\x18ftypmp42" + bytes(400), "damaged"),
    "a page with a film's first bytes": (b"\x1a\x45\xdf\xa3<html>" + b"<b>" * 99, "damaged"),
    "a film that is too long": (film(seconds=62, rate=2), "at most 60 seconds"),
}  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_file_is_refused_in_words_and_nothing_is_stored(draft, name):
    data, words = NASTY[name]
    before = stored()

    with pytest.raises(MediaRefused, match=words):
        add(draft, data)

    assert stored() == before
    assert not ExerciseMedia.objects.exists()
    assert draft.versions.count() == 1


def test_a_photo_is_shown_from_the_next_version_on(draft):
    one = add(draft, photo(), alt="Both knees bent")

    before, after = draft.versions.order_by("number")
    assert before.media == []
    assert after.media == [
        {"id": str(one.pk), "kind": "photo", "alt": "Both knees bent", "width": 40, "height": 20}
    ]
    assert (one.clinic, one.bytes) == (draft.clinic, len(one.file.read()))


def test_the_name_under_which_a_photo_is_stored_tells_nothing(draft):
    one = add(draft, photo(), name="Anna Nowak 1978.jpg")

    assert one.file.name.removesuffix(".webp").split("/")[:2] == [
        "exercises", str(draft.clinic_id),
    ]  # fmt: skip
    assert "Anna" not in one.file.name


def test_a_film_is_kept_with_its_length(draft):
    one = add(draft, film(seconds=2))

    assert (one.kind, one.seconds, one.width, one.height) == ("video", 2, 160, 90)


def test_a_removed_photo_stays_with_the_versions_that_show_it(draft):
    one = add(draft, photo())

    media.remove_media(exercise=draft, media_id=one.pk, by=draft.author)

    shown = [len(version.media) for version in draft.versions.order_by("number")]
    assert shown == [0, 1, 0]
    assert private_storage().exists(one.file.name)


def test_a_seventh_picture_is_refused_and_not_stored(draft):
    for _number in range(6):
        add(draft, photo())
    before = stored()

    with pytest.raises(media.TooManyPictures):
        add(draft, photo())

    assert stored() == before


def test_the_last_picture_of_a_published_exercise_stays(draft):
    one = add(draft, photo())
    own.set_figure(exercise=draft, figure=None, by=draft.author)
    own.publish(exercise=draft, by=draft.author)

    with pytest.raises(own.NoPicture):
        media.remove_media(exercise=draft, media_id=one.pk, by=draft.author)
