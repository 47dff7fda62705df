"""Photos and videos made anew from what was sent, so that nothing but the picture is kept."""

from collections.abc import Callable
from typing import IO

from django.utils.translation import gettext as _

from exercises.recoding.photo import recode_photo
from exercises.recoding.recoded import MediaRefused, Recoded
from exercises.recoding.video import recode_video

__all__ = ["MediaRefused", "Recoded", "recode"]

MEGABYTE = 1024 * 1024
LARGEST_PHOTO, LARGEST_VIDEO = 10 * MEGABYTE, 50 * MEGABYTE
ISO_BRANDS = (
    *(b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1"),
    *(b"M4V ", b"MSNV", b"qt  ", b"3gp4", b"3gp5", b"3gp6"),
)


def recode(upload: IO[bytes], *, size: int) -> Recoded:
    """What the upload shows, newly encoded; MediaRefused says in words why it cannot be kept."""
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    make, form, largest = _kind(head)
    if size > largest:
        raise MediaRefused(
            _("This file is too large: at most %(limit)s MB.") % {"limit": largest // MEGABYTE}
        )
    return make(upload, form)


def _kind(head: bytes) -> tuple[Callable[[IO[bytes], str], Recoded], str, int]:
    """Told by the first bytes alone: the name and the type that came with it may say anything."""
    if head.startswith(b"\xff\xd8\xff"):
        return recode_photo, "JPEG", LARGEST_PHOTO
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return recode_photo, "PNG", LARGEST_PHOTO
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return recode_photo, "WEBP", LARGEST_PHOTO
    if head[4:8] == b"ftyp" and head[8:12] in ISO_BRANDS:
        return recode_video, "mov", LARGEST_VIDEO
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return recode_video, "matroska", LARGEST_VIDEO
    raise MediaRefused(
        _("This is neither a photo (JPEG, PNG or WebP) nor a video (MP4, MOV or WebM).")
    )
