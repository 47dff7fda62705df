"""No page without a declared audience: the house's own views all say whom they are for."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

AUDIENCES = {"doctors", "patients", "signed in", "public"}


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        else:
            yield pattern


def ours() -> list[URLPattern]:
    """All but the pages of signing in, which belong to allauth and guard themselves."""
    return [one for one in patterns(get_resolver()) if _module(one).split(".")[0] != "allauth"]


def _module(pattern: URLPattern) -> str:
    view = pattern.callback
    return getattr(view, "view_class", view).__module__


def test_every_view_of_ours_says_whom_it_is_for():
    undeclared = [
        one.name for one in ours() if getattr(one.callback, "audience", None) not in AUDIENCES
    ]

    assert undeclared == []


def test_the_walk_meets_the_pages_of_every_app():
    apps = {one.callback.__module__.split(".")[0] for one in ours()}

    assert {"sciatica", "monitoring", "following", "programs", "exercises", "people"} <= apps
