"""What a page posts, made fit to use."""

from uuid import UUID

from django.http import HttpRequest

from programs.services.drafting import Save


def text(request: HttpRequest, name: str, *, limit: int) -> str:
    """A text as long as its column; PostgreSQL keeps no null characters."""
    return request.POST.get(name, "").replace("\0", "")[:limit]


def save_of(request: HttpRequest) -> Save:
    """The draft's version that the page knows, and the id it gave to its change."""
    version = text(request, "version", limit=9)
    return Save(
        version=int(version) if version.isdecimal() else 0,
        change=uuid_or_none(text(request, "change", limit=36)),
    )


def uuid_or_none(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
