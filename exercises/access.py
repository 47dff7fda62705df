"""What of a clinic's own a view may open, and how a photo or video leaves the private storage."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from exercises.models import Exercise, ExerciseMedia
from people.models import User

TYPES = {"photo": "image/webp", "video": "video/mp4"}
NAMES = {"photo": "photo.webp", "video": "video.mp4"}
RANGE = re.compile(r"bytes=(\d{1,12})-(\d{0,12})")


def own_or_404(user: User, slug: str) -> Exercise:
    """The exercise of that slug, which this doctor's clinic has written and may change."""
    return get_object_or_404(Exercise.objects.own(user), slug=slug)


def media_answer(request: HttpRequest, media: ExerciseMedia) -> HttpResponse:
    """The file, or the part of it that the browser asks for: phones play films by parts alone."""
    first, last = 0, media.bytes - 1
    part = RANGE.fullmatch(request.headers.get("Range", ""))
    if part:
        first, last = int(part[1]), min(int(part[2] or last), last)
        if first > last:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{media.bytes}"})
    with media.file.open() as file:
        file.seek(first)
        answer = HttpResponse(file.read(last - first + 1), content_type=TYPES[media.kind])
    if part:
        answer.status_code = 206
        answer.headers["Content-Range"] = f"bytes {first}-{last}/{media.bytes}"
    for name, value in _headers(media).items():
        answer.headers[name] = value
    return answer


def _headers(media: ExerciseMedia) -> dict[str, str]:
    return {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=3600",
        "Content-Disposition": f'inline; filename="{NAMES[media.kind]}"',
        # What is compressed again would no longer have the parts that were asked for.
        "Content-Encoding": "identity",
        "X-Content-Type-Options": "nosniff",
    }
