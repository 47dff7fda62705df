"""The files that the patients' pages are made of, found in their templates and in one another."""

import hashlib
import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

TEMPLATES = Path(settings.BASE_DIR) / "templates"
#: What a patient may meet; the desk's and the library's own pages need a connection.
PAGES = ("base.html", "cotton", "following", "sciatica")
#: What a patient reads without a connection too, each as the server last drew it.
KEPT_PAGES = (
    "following:today",
    "following:session_shell",
    "following:morning_shell",
    "following:program",
    "following:help",
    "following:help_answer",
    "following:rules",
    "following:account",
    "following:diary",
    "following:for_my_doctor",
    "following:notes",
)
NAMED = re.compile(r"{% static ['\"]([^'\"]+)['\"] %}")
BESIDE = {
    ".js": re.compile(r"\b(?:from|import)\s*\(?['\"](\.[^'\"]+)['\"]"),
    ".css": re.compile(r"url\(['\"]?(?!data:)([^'\")#]+)"),
}


def files() -> list[str]:
    """The names of the static files that any of the pages needs, with those that these need."""
    pages = (page for page in _pages() if page.suffix == ".html")
    return with_imports({name for page in pages for name in NAMED.findall(page.read_text())})


def with_imports(names: set[str]) -> list[str]:
    """These files and those that they need, in turn."""
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= set(_beside(name)) - found
    return sorted(found)


def edition() -> str:
    """Changes whenever what a phone keeps of the product could."""
    return _edition_now() if settings.DEBUG else _edition_of_this_run()


@cache
def _edition_of_this_run() -> str:
    return _edition_now()


def _edition_now() -> str:
    digest = hashlib.sha256()
    for path in (*map(_path, files()), *_pages(), *_words()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _beside(name: str) -> Iterator[str]:
    pattern = BESIDE.get(Path(name).suffix)
    for other in pattern.findall(_path(name).read_text()) if pattern else ():
        yield posixpath.normpath(posixpath.join(posixpath.dirname(name), other))


def _path(name: str) -> Path:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found)


def _pages() -> list[Path]:
    roots = (TEMPLATES / name for name in PAGES)
    return sorted(page for root in roots for page in (root, *root.rglob("*")) if page.is_file())


def _words() -> list[Path]:
    return sorted(path for root in settings.LOCALE_PATHS for path in Path(root).rglob("*.mo"))
