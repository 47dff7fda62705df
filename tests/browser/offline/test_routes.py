"""Which way each request takes through the worker."""

import pytest
from playwright.sync_api import Page

from sciatica.settings import BASE_DIR

ROUTES = (BASE_DIR / "static" / "js" / "worker" / "routes.js").read_text()
SHELL = {
    "static": "/static/",
    "today": "/today/",
    "morning": "/today/morning/",
    "pages": ["/today/", "/today/session/", "/today/program/", "/diary/"],
}
SESSION = "/today/session/0192f0c4-0000-7000-8000-000000000000/"


def way(page: Page, path: str, **request: object) -> str:
    asks = {"method": "GET", "path": path, "isPage": True, "wish": None, **request}
    return page.evaluate(
        f"([asks, shell]) => {{ {ROUTES}; return wayFor(asks, shell); }}", [asks, SHELL]
    )


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/today/", "today"),
        ("/today/program/", "read"),
        ("/diary/", "read"),
        (SESSION, "player"),
        ("/today/morning/", "morning"),
        ("/today/help/new/", "ask"),
        ("/diary/questions/rmdq/1/", "ask"),
        ("/accounts/login/", "ask"),
        ("/desk/", "none"),
        ("/library/bridge/", "none"),
        ("/api/schema/", "none"),
        ("/", "none"),
    ],
)
def test_a_page_takes_the_way_of_its_kind(player, path, expected):
    assert way(player, path) == expected


@pytest.mark.parametrize(
    ("path", "asks", "expected"),
    [
        ("/static/js/site.js", {}, "kept"),
        ("/library/bridge/figure.svg", {}, "kept"),
        ("/today/media/0192f0c4-0000-7000-8000-000000000000/", {"wish": "missing"}, "missing"),
        ("/today/", {"wish": "fresh"}, "fresh"),
        ("/today/program/", {"wish": "missing"}, "missing"),
        ("/today/program/", {}, "none"),
        (SESSION, {"wish": "fresh"}, "none"),
        ("/api/v1/plan/", {"wish": "fresh"}, "none"),
        (SESSION.replace("/today/session/", "/api/v1/sessions/"), {}, "ahead"),
        (SESSION.replace("/today/session/", "/api/v1/sessions/"), {"method": "PUT"}, "none"),
        ("/api/v1/red-flags/", {"method": "POST"}, "none"),
        ("/accounts/logout/", {"method": "POST", "isPage": True}, "door"),
        ("/start/rules/", {"method": "POST", "isPage": True}, "door"),
        ("/today/help/", {"method": "POST", "isPage": True}, "none"),
        ("/today/", {"method": "HEAD"}, "none"),
    ],
)
def test_what_a_page_asks_for_takes_the_way_of_its_kind(player, path, asks, expected):
    assert way(player, path, **{"isPage": False, **asks}) == expected
