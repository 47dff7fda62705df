import struct
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from exercises.recoding.recoded import MediaRefused, Recoded

LONGEST_EDGE, QUALITY = 1600, 82
MOST_PIXELS = 40_000_000
BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error)


def recode_photo(upload: IO[bytes], form: str) -> Recoded:
    """The photo upright, as WebP, without its place, date, camera or anything hidden in it."""
    try:
        photo = _opened(upload, form)
        photo = ImageOps.exif_transpose(photo)
        photo.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
        return _written(_on_white(photo))
    except BOMB as error:
        raise MediaRefused(_too_large()) from error
    except BROKEN as error:
        raise MediaRefused(_("This photo is damaged: it cannot be read.")) from error


def _opened(upload: IO[bytes], form: str) -> Image.Image:
    """The size stands in the header, and is judged before any pixel is unpacked."""
    photo: Image.Image = Image.open(upload, formats=[form])
    if photo.width * photo.height > MOST_PIXELS:
        raise MediaRefused(_too_large())
    photo.load()
    return photo


def _on_white(photo: Image.Image) -> Image.Image:
    if not photo.has_transparency_data:
        return photo.convert("RGB")
    seen = photo.convert("RGBA")
    ground = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(ground, seen).convert("RGB")


def _written(photo: Image.Image) -> Recoded:
    # A new picture of the same dots takes nothing else along.
    bare = Image.frombytes("RGB", photo.size, photo.tobytes())
    written = BytesIO()
    bare.save(written, "WEBP", quality=QUALITY)
    return Recoded("photo", "webp", written.getvalue(), *bare.size)


def _too_large() -> str:
    return _("This photo has too many dots: at most %(limit)s megapixels.") % {
        "limit": MOST_PIXELS // 1_000_000
    }
