from io import BytesIO

import pytest
from PIL import Image

from exercises.recoding import MediaRefused, Recoded, recode
from tests.pictures import photo


def recoded(sent: bytes) -> Recoded:
    return recode(BytesIO(sent), size=len(sent))


def shown(made: Recoded) -> Image.Image:
    return Image.open(BytesIO(made.data))


def is_red(image: Image.Image, place: tuple[int, int]) -> bool:
    red, green, blue = image.convert("RGB").getpixel(place)
    return red > 180 and green < 90 and blue < 90


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_as_webp_without_its_place_and_camera(form):
    sent = photo(form)

    made = recoded(sent)

    image = shown(made)
    assert (made.kind, made.suffix, made.seconds) == ("photo", "webp", None)
    assert (image.format, image.size) == ("WEBP", (40, 20))
    assert b"SecretCamera" in sent
    assert b"SecretCamera" not in made.data
    assert dict(image.getexif()) == {}
    assert "xmp" not in image.info


@pytest.mark.parametrize(
    ("turned", "size", "red"),
    [
        (1, (40, 20), (4, 4)),
        (3, (40, 20), (35, 15)),
        (6, (20, 40), (15, 4)),
        (8, (20, 40), (4, 35)),
    ],
)
def test_a_photo_stands_upright_whichever_way_the_phone_was_held(turned, size, red):
    image = shown(recoded(photo(turned=turned)))

    assert (image.size, is_red(image, red)) == (size, True)


def test_a_large_photo_is_made_smaller_in_its_shape():
    made = recoded(photo(size=(3200, 1000)))

    assert (made.width, made.height) == (1600, 500)


def test_what_is_see_through_becomes_white():
    sent = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(sent, "PNG")

    image = shown(recoded(sent.getvalue()))

    assert image.mode == "RGB"
    assert min(image.getpixel((4, 4))) > 250


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_and_printers_photos_are_read(mode):
    sent = BytesIO()
    Image.new(mode, (8, 8)).save(sent, "JPEG")

    assert shown(recoded(sent.getvalue())).mode == "RGB"


def test_what_is_hidden_behind_a_photo_is_left_behind():
    hidden = b"PK\x03\x04<script>alert(1)</script>"

    made = recoded(photo() + hidden)

    assert shown(made).size == (40, 20)
    assert b"script" not in made.data
    assert b"PK\x03\x04" not in made.data


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_half_a_photo_is_refused(form):
    sent = photo(form, size=(400, 300))

    with pytest.raises(MediaRefused, match="damaged"):
        recoded(sent[: len(sent) // 2])
