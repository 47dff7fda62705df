"""What a browser has to fetch for a page: few files, at once, under names it may keep for good."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.management import call_command
from django.template import Context, Template
from django.test import override_settings

from sciatica.storage import EditionedStorage

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "static" / "js"
TEXTS = ["css", "js", "svg", "html", "json", "map", "txt"]


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Path:
    """All static files, as production collects them but for their compressed copies."""
    folder = tmp_path_factory.mktemp("static")
    collect = collectstatic.Command()
    collect.storage = EditionedStorage(location=folder)
    with override_settings(WHITENOISE_SKIP_COMPRESS_EXTENSIONS=TEXTS):
        call_command(collect, "--no-input", verbosity=0)
    return folder


def test_the_sheet_of_every_page_is_one_file_with_the_layers_of_its_parts(collected):
    [sheet] = collected.glob("css/site.*.css")
    text, source = sheet.read_text(), (ROOT / "static/css/site.css").read_text()

    assert "@import" not in text
    assert re.findall(r"^@layer (\w+) {", text, re.MULTILINE) == re.findall(
        r"layer\((\w+)\)", source
    )
    assert (ROOT / "static/css/components.css").read_text() in text


def test_the_player_is_told_at_once_of_every_script_that_it_imports():
    links = Template('{% load preloads %}{% preloaded "js/player/start.js" %}').render(Context())

    start, told = SCRIPTS / "player/start.js", set(re.findall(r'"/static/js/([^"]+)"', links))
    imported = {
        str((script.parent / name).resolve().relative_to(SCRIPTS))
        for script in (start, *(SCRIPTS / name for name in told))
        for name in re.findall(r'from "(\.[^"]+)"', script.read_text())
    }
    assert told == imported != set()
