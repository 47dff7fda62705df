"""A doctor makes an exercise of the clinic's own, and a patient sees what was filmed."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from exercises.exchange import WRITERS
from exercises.models import Exercise
from people.models import User
from tests.browser.axe import barriers, barriers_in_either_scheme, overflow
from tests.browser.player.session import at, check_in, open_session, until_quiet
from tests.browser.player.session import sign_in as sign_in_patient
from tests.factories import (
    AcknowledgementFactory,
    DoctorFactory,
    PrescribedLineFactory,
    RevisionFactory,
    SignOffFactory,
    exercise,
    filmed_exercise,
    own_exercise,
)
from tests.pictures import film, photo

HUG = "double-knee-to-chest"


@pytest.fixture
def doctor(transactional_db: None) -> User:
    exercise(HUG)
    return DoctorFactory().user


@pytest.fixture
def library(desk: Page, doctor: User, base_url: str) -> Page:
    sign_in(desk.context, doctor, base_url)
    return desk


def sign_in(context: BrowserContext, user: User, address: str) -> None:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def send(page: Page, name: str, data: bytes, alt: str) -> None:
    file = {"name": name, "mimeType": "image/jpeg", "buffer": data}
    page.get_by_label("Photo or video").set_input_files(file)
    page.get_by_label("What it shows").fill(alt)
    page.get_by_role("button", name="Add", exact=True).click()


def test_from_a_library_exercise_to_a_photographed_variant(library):
    library.goto(f"/library/{HUG}/")
    library.get_by_role("button", name="Make our own variant").click()
    why = library.get_by_label("Why this helps")
    why.fill("It eases your back in bed.")

    send(library, "page.jpg", b"<html>", "A page")
    expect(library.locator("#id_upload_error")).to_contain_text("neither a photo")
    send(library, "knees.jpg", photo(), "Both knees bent")
    expect(library.get_by_role("img", name="Both knees bent")).to_be_visible()
    library.get_by_label("Drawn as").select_option(label="No figure: photos or videos instead")
    library.get_by_role("button", name="Use this figure").click()
    expect(library.locator(".own-figure")).to_have_count(0)
    assert barriers(library) == []

    expect(why).to_have_value("It eases your back in bed.")
    library.get_by_role("button", name="Save").click()
    library.get_by_role("button", name="Publish").click()
    expect(library.get_by_text("Published", exact=True)).to_be_visible()
    expect(library.get_by_text("It eases your back in bed.")).to_be_visible()
    expect(library.get_by_role("img", name="Both knees bent")).to_have_js_property(
        "naturalWidth", 40
    )
    assert barriers(library) == []
    assert Exercise.objects.get(variant_of__slug=HUG).status == "published"


def test_a_file_is_refused_row_by_row_and_imported_when_it_is_right(library, doctor):
    content = own_exercise(doctor.doctors[0]).current.content
    library.goto("/library/exchange/")
    bring_in(library, {**content, "name": "Towel hug", "load": 9})

    expect(library.get_by_role("row", name="1 Towel hug load At most 4.")).to_be_visible()
    assert barriers(library) == []

    bring_in(library, {**content, "name": "Towel hug"})
    expect(library.get_by_text("1 draft imported.")).to_be_visible()
    expect(library.get_by_role("link", name="Towel hug")).to_be_visible()


def bring_in(page: Page, content: dict[str, object]) -> None:
    data = WRITERS["json"]([content]).encode()
    file = {"name": "exercises.json", "mimeType": "application/json", "buffer": data}
    page.get_by_label("File of exercises").set_input_files(file)
    page.get_by_role("button", name="Import", exact=True).click()


@pytest.mark.parametrize("page", ["new/", "exchange/", "?whose=ours"])
def test_nothing_keeps_anyone_from_the_form_or_the_list(library, doctor, page):
    filmed_exercise(doctor.doctors[0], film())

    library.goto(f"/library/{page}")

    assert barriers_in_either_scheme(library) == []


@pytest.fixture
def player(phone: Page, doctor: User, base_url: str) -> Iterator[Page]:
    filmed, _photo = filmed_exercise(doctor.doctors[0], photo(), film())
    revision = RevisionFactory(program__patient__doctor=doctor.doctors[0])
    AcknowledgementFactory(patient=revision.program.patient)
    SignOffFactory(program=revision.program, exercise=filmed)
    PrescribedLineFactory(revision=revision, exercise=filmed, place=0)
    sign_in_patient(phone.context, revision.program.patient, base_url)
    with until_quiet(phone):
        open_session(phone)
        yield phone


def test_the_player_shows_the_photo_and_the_film(player):
    check_in(player)

    screen = at(player, "ready")

    expect(screen.get_by_role("img", name="Both knees bent")).to_have_js_property(
        "naturalWidth", 40
    )
    shown = screen.locator("video")
    expect(shown).to_have_attribute("aria-label", "Both knees bent")
    expect(shown).to_have_js_property("videoWidth", 160)
    assert overflow(player) <= 0
    player.clock.resume()  # axe waits by the page's clock
    assert barriers(player) == []
