"""What makes the patients' pages an app: the worker's file, the manifest, the icons."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.management.commands import collectstatic
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from PIL import Image

from sciatica.phone import icons, shell
from sciatica.storage import EditionedStorage
from tests.factories import AcknowledgementFactory

SCRIPTS = settings.BASE_DIR / "static" / "js"


def shell_of(client: Client) -> dict[str, object]:
    script = client.get(reverse("worker")).text
    return json.loads(re.search(r"SHELL = (\{.*?\n\});", script, re.DOTALL)[1])


def test_the_worker_keeps_every_file_of_the_phone_and_none_of_the_desk(client, db):
    kept = set(shell_of(client)["files"])

    wanted = {path for room in ("offline", "player") for path in (SCRIPTS / room).glob("*.js")}
    assert {f"/static/js/{path.parent.name}/{path.name}" for path in wanted} <= kept
    assert {"/static/css/tokens.css", "/static/css/pages/today.css"} <= kept
    assert [name for name in kept if re.search("htmx|builder|pages/record|/worker/", name)] == []


def test_the_worker_is_never_taken_from_a_cache_without_asking(client, db):
    answer = client.get(reverse("worker"))

    assert answer.headers["Content-Type"] == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"


@override_settings(DEBUG=True)  # where it is worked out anew each time
def test_an_edition_changes_with_any_file_and_only_then(monkeypatch, tmp_path):
    before = shell.edition()
    assert shell.edition() == before

    changed = tmp_path / "site.js"
    changed.write_text("// Other words.")
    found = finders.find
    monkeypatch.setattr(
        finders, "find", lambda name: str(changed) if name == "js/site.js" else found(name)
    )
    assert shell.edition() != before


def test_scripts_import_one_another_by_names_that_change_with_their_content(tmp_path):
    collect, plain = collectstatic.Command(), StaticFilesStorage(location=tmp_path)
    collect.storage = plain
    call_command(collect, "--no-input", verbosity=0)
    storage = EditionedStorage(location=tmp_path)
    list(storage.post_process({name: (plain, name) for name in shell.files()}))
    start = Path(storage.path(storage.stored_name("js/offline/start.js"))).read_text()

    assert re.findall(r'from "(\./[^"]+)"', start) == [
        f"./{Path(storage.stored_name(f'js/offline/{name}')).name}"
        for name in re.findall(r'from "\./([^"]+)"', (SCRIPTS / "offline/start.js").read_text())
    ]


def test_the_manifest_opens_today_as_an_app_of_its_own(client, db):
    manifest = client.get(reverse("manifest")).json()

    assert (manifest["start_url"], manifest["scope"]) == ("/today/", "/")
    assert manifest["display"] == "standalone"
    assert [one["url"] for one in manifest["shortcuts"]] == ["/today/", "/today/help/"]
    assert {(one["sizes"], one["purpose"]) for one in manifest["icons"]} == {
        (f"{size}x{size}", purpose) for size in (192, 512) for purpose in ("any", "maskable")
    }


@pytest.mark.parametrize("name", icons.ICONS)
def test_an_icon_has_its_size_and_keeps_the_mark_where_no_phone_cuts_it(client, db, name):
    picture = Image.open(BytesIO(client.get(reverse("icon", args=[name])).content))
    icon, side = icons.ICONS[name], picture.width

    assert picture.size == (icon.size, icon.size)
    opaque = picture.getpixel((0, 0))[3] == 255
    assert opaque == icon.bleeds
    if name.startswith("maskable"):
        light = (
            ((x + 0.5) / side - 0.5) ** 2 + ((y + 0.5) / side - 0.5) ** 2
            for x in range(side)
            for y in range(side)
            if picture.getpixel((x, y))[0] > 200
        )
        assert max(light) <= 0.4**2  # the safe zone: a circle of 40 % of the side


def test_an_icon_of_another_name_is_not_found(client, db):
    assert client.get(reverse("icon", args=["icon-13"])).status_code == 404


def test_only_answers_of_a_person_say_whose_they_are(client, db):
    patient = AcknowledgementFactory().patient
    client.force_login(patient.user)
    today = client.get(reverse("following:today"))
    icon = client.get(reverse("icon", args=["icon-192"]))
    out = client.post(reverse("account_logout"))

    assert today.headers["Sciatica-Person"] == str(patient.user_id)
    assert [one.headers.get("Sciatica-Person") for one in (icon, out)] == [None, None]


def test_the_page_without_a_connection_has_nobody_in_it(client, db):
    patient = AcknowledgementFactory().patient
    stranger = client.get(reverse("offline")).text
    client.force_login(patient.user)
    hers = client.get(reverse("offline"))

    assert (hers.text, hers.headers.get("Sciatica-Person")) == (stranger, None)
    assert "csrf" not in stranger.lower()
