from io import BytesIO

import av
import pytest

from exercises.recoding import MediaRefused, Recoded, recode
from tests.pictures import film, joined


def recoded(sent: bytes) -> Recoded:
    return recode(BytesIO(sent), size=len(sent))


def test_a_film_is_kept_without_sound_place_or_name():
    sent = film()

    made = recoded(sent)

    assert (b"SecretName" in sent, b"SecretName" in made.data) == (True, False)
    with av.open(BytesIO(made.data)) as kept:
        assert [stream.codec_context.name for stream in kept.streams] == ["h264"]
        assert set(kept.metadata) <= {
            "major_brand", "minor_version", "compatible_brands", "encoder",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("form", "codec"), [("mp4", "libx264"), ("mov", "mpeg4"), ("webm", "libvpx-vp9")]
)
def test_whatever_it_came_as_it_is_h264_in_mp4(form, codec):
    made = recoded(film(form=form, codec=codec))

    assert (made.kind, made.suffix) == ("video", "mp4")
    assert (made.width, made.height, made.seconds) == (160, 90, 1)
    assert made.data[4:8] == b"ftyp"


def test_it_plays_before_all_of_it_has_arrived():
    data = recoded(film()).data

    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize(
    ("turned", "size", "red"),
    [
        (0, (160, 90), (20, 20)),
        (90, (90, 160), (20, 140)),
        (-90, (90, 160), (70, 20)),
        (180, (160, 90), (140, 70)),
    ],
)
def test_a_film_stands_upright_whichever_way_the_phone_was_held(turned, size, red):
    made = recoded(film(turned=turned))

    with av.open(BytesIO(made.data)) as kept:
        frame = next(kept.decode(video=0)).to_image()
    assert ((made.width, made.height), frame.size) == (size, size)
    assert frame.getpixel(red)[0] > 180


@pytest.mark.parametrize(
    ("sent", "kept"), [((1920, 1080), (1280, 720)), ((1080, 1920), (720, 1280))]
)
def test_a_large_film_is_made_smaller_in_its_shape(sent, kept):
    made = recoded(film(size=sent, seconds=0.2))

    assert (made.width, made.height) == kept


def test_a_film_of_a_minute_is_kept():
    assert recoded(film(seconds=60, rate=2)).seconds == 60


def test_a_longer_film_is_refused():
    with pytest.raises(MediaRefused, match="at most 60 seconds"):
        recoded(film(seconds=62, rate=2))


def test_a_longer_film_that_does_not_say_how_long_it_is_is_refused():
    sent = film(seconds=62, rate=2, form="webm", codec="libvpx")
    silent_about_it = sent.replace(b"\x44\x89\x88", b"\xec\x89\x88")

    with av.open(BytesIO(silent_about_it)) as opened:
        assert opened.duration is None
    with pytest.raises(MediaRefused, match="at most 60 seconds"):
        recoded(silent_about_it)


def test_sound_alone_is_refused():
    with pytest.raises(MediaRefused, match="no moving picture"):
        recoded(film(seconds=0))


def test_a_film_in_an_unknown_codec_is_refused():
    before, _name, after = film().rpartition(b"avc1")

    with pytest.raises(MediaRefused, match="no moving picture"):
        recoded(before + b"zzzz" + after)


def test_a_film_too_short_to_be_seen_is_refused():
    with pytest.raises(MediaRefused, match="no moving picture"):
        recoded(film(seconds=0.01, rate=100))


def test_a_film_that_grows_beyond_the_limit_on_its_way_is_refused():
    small, large = (
        film(form="webm", codec="libvpx", size=size, seconds=0.1)
        for size in ((160, 90), (4000, 2200))
    )

    with pytest.raises(MediaRefused, match="4K at most"):
        recoded(joined(small, large))


def test_half_a_film_is_refused():
    sent = film(seconds=3)

    with pytest.raises(MediaRefused, match="no moving picture"):
        recoded(sent[: len(sent) // 2])
