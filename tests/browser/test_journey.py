"""The whole way, as its two people go it: from a new record to a stopped exercise and back."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from monitoring.models import Alert
from tests.browser.axe import barriers, overflow
from tests.browser.player import session
from tests.factories import DoctorFactory
from tests.passwords import PASSWORD, with_password

NONE = "None of these"


@pytest.fixture
def doctor(transactional_db):
    doctor = DoctorFactory()
    with_password(doctor.user, "orlova@example.org")
    return doctor


def test_from_a_patients_record_to_a_stopped_exercise_and_back(doctor, desk, phone):
    sign_in(desk)
    add_patient(desk)
    screen(desk)
    build(desk)
    prescribe(desk, why="Your leg is calm enough for gentle moves.")
    supervise(desk)
    link = invite(desk)

    come_in(phone, link)
    start_session(phone)
    stop_for_strong_pain(phone)

    see_the_alert(desk)
    revise(desk)
    stay_paused(phone)
    resume(desk)
    expect_news(phone)


def sign_in(page: Page) -> None:
    page.goto("/accounts/login/")
    checked(page)
    page.get_by_label("Email").fill("orlova@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main form").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Who needs you")).to_be_visible()
    checked(page)


def add_patient(page: Page) -> None:
    page.goto("/desk/patients/")
    checked(page)
    page.get_by_role("link", name="New patient").first.click()
    checked(page)
    page.get_by_label("Name", exact=True).fill("Anna Nowak")
    page.get_by_label("Birth year").fill("1978")
    for tile in ("Female", "Left", "Calf", "Disc herniation"):
        page.get_by_label(tile, exact=True).check()
    page.get_by_role("button", name="Add the patient").click()
    expect(page.get_by_role("heading", name="Screening")).to_be_visible()
    expect(page.locator(".missing")).to_contain_text("inflammation has settled")
    checked(page)


def screen(page: Page) -> None:
    today = timezone.localdate()
    neurologist = page.locator("#neurologist")
    neurologist.get_by_label("Neurologist", exact=True).fill("Dr Adam Lis")
    neurologist.get_by_label("Decided on").fill(str(today - timedelta(days=10)))
    neurologist.get_by_label("Needed", exact=True).check()
    neurologist.get_by_role("button", name="Save").click()
    inflammation = page.locator("#inflammation")
    inflammation.get_by_label("Settled on").fill(str(today - timedelta(days=3)))
    inflammation.get_by_label("I state that").check()
    inflammation.get_by_role("button", name="Save").click()
    flags = page.locator("#red-flags")
    flags.get_by_label("I asked about every one").check()
    flags.get_by_role("button", name="Save").click()
    findings = page.locator("#contraindications")
    findings.get_by_label("Spinal stenosis", exact=True).check()
    findings.get_by_label("I went through all").check()
    findings.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Nothing is missing.")).to_be_visible()
    fits(page)


def build(page: Page) -> None:
    page.get_by_role("link", name="Build the program").click()
    page.wait_for_url(re.compile(r"/program/begin/$"))
    fits(page)
    page.get_by_role("button", name="Begin empty").click()
    page.wait_for_load_state("networkidle")
    blocked = page.locator(".pick", has_text="Standing back bend")
    expect(blocked).to_contain_text("Blocked")
    for name in ("Double knee-to-chest", "Cat–camel on elbows and knees"):
        page.get_by_label("Find an exercise").fill(name)
        expect(page.locator(".pick").first).to_contain_text(name)
        page.get_by_role("button", name=re.compile(f"^{name}.*Add")).click()
        expect(page.locator(".line", has_text=name)).to_be_visible()
    line = page.locator(".line", has_text="Double knee-to-chest")
    line.get_by_label("sets", exact=True).fill("0")
    line.get_by_label("sets", exact=True).blur()
    expect(line).to_contain_text("Sets must be between 1 and 10.")
    line.get_by_label("sets", exact=True).fill("2")
    line.get_by_label("sets", exact=True).blur()
    expect(page.locator("#saved")).to_have_text(re.compile(r"Draft saved \d"))
    fits(page)


def prescribe(page: Page, *, why: str) -> None:
    if page.get_by_label("Starts on").input_value() == "":
        today = timezone.localdate()
        page.get_by_label("Starts on").fill(str(today))
        page.get_by_label("Review on").fill(str(today + timedelta(days=14)))
        page.get_by_label("Review on").blur()
        expect(page.get_by_text("Nothing is missing.")).to_be_visible()
    page.locator("#prescribe-open").click()
    page.get_by_label("Why, in plain words").fill(why)
    page.locator("#prescribe").get_by_role("button", name="Prescribe", exact=True).click()
    page.wait_for_url(re.compile(r"/desk/patients/[0-9a-f-]{36}/$"))
    checked(page)


def supervise(page: Page) -> None:
    page.get_by_role("link", name="Teach and release").click()
    page.wait_for_url(re.compile(r"/supervise/$"))
    fits(page)
    rows = page.locator(".supervise__line")
    for place in range(rows.count()):
        for tick in ("Technique learnt", "Dose tolerated"):
            with page.expect_response(re.compile("/supervise/")):
                rows.nth(place).get_by_label(tick).check()
            expect(rows.nth(place).get_by_label(tick)).to_be_checked()
    expect(page.get_by_text("Everything is signed off.")).to_be_visible()
    page.get_by_role("button", name="Release to home").click()
    expect(page.get_by_text("At home").first).to_be_visible()


def invite(page: Page) -> str:
    page.get_by_role("link", name=re.compile("invite", re.IGNORECASE)).first.click()
    fits(page)
    page.get_by_role("button", name="Make an invitation").click()
    expect(page.locator("[data-invitation-code]")).to_be_visible()
    fits(page)
    return page.locator("[data-invitation-link]").inner_text()


def come_in(page: Page, link: str) -> None:
    page.goto(link)
    checked(page)
    page.locator("[name=birth_year]").fill("1978")
    page.get_by_role("button", name="Continue").click()
    checked(page)
    page.get_by_role("link", name="I have read them").click()
    checked(page)
    for item in page.locator(".ready__item").all():
        item.get_by_role("checkbox").check(force=True)
    page.get_by_role("button", name="I am ready").click()
    page.wait_for_url("**/today/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("sessions left today")
    for path in ("/today/program/", "/diary/", "/today/help/", "/today/account/", "/today/"):
        page.goto(path)
        checked(page)


def start_session(page: Page) -> None:
    page.get_by_role("link", name="Start session").click()
    fits(page)
    session.feel(page, back=1, leg=2)
    fits(page)
    session.touch(session.at(page, "where"), "calf_left")
    for state, answer in (("where", "Next"), ("red-flags", NONE), ("new-condition", NONE)):
        session.at(page, state)
        fits(page)
        session.press(page, answer)
    session.at(page, "ready")
    expect(page.get_by_role("button", name="Stop – it hurts")).to_be_visible()


def stop_for_strong_pain(page: Page) -> None:
    fits(page)
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="Stop – it hurts").click()
    expect(page.get_by_role("heading", name="Stopped. Good decision.")).to_be_visible()
    fits(page)
    session.answer_stop(page, "foot_left", leg=7, moved="Further down the leg")
    decision = session.at(page, "decision")
    expect(decision.get_by_role("heading", level=1)).to_have_text("Your plan is paused")
    checked(page)
    decision.get_by_text("Finish").click()
    page.wait_for_url("**/today/")


def see_the_alert(page: Page) -> None:
    page.goto("/desk/")
    alert = Alert.objects.get()
    assert alert.urgency == Alert.Urgency.SAME_DAY
    row = page.locator("main").get_by_text("Strong pain during exercise")
    expect(row).to_be_visible()
    checked(page)
    page.locator("main").get_by_role("link", name=re.compile("^Open")).first.click()
    expect(page.locator("main")).to_contain_text("Strong pain")
    expect(page.locator("main")).to_contain_text("foot", ignore_case=True)
    checked(page)


def revise(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Revise")).first.click()
    line = page.locator(".line", has_text="Double knee-to-chest")
    line.get_by_label("reps", exact=True).fill("3")
    line.get_by_label("reps", exact=True).blur()
    expect(page.locator("#saved")).to_have_text(re.compile(r"Draft saved \d"))
    prescribe(page, why="Your leg hurt, so we do less of it.")


def stay_paused(page: Page) -> None:
    """A new revision alone opens nothing: the doctor says that the patient may go on."""
    page.goto("/today/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your plan is paused")
    checked(page)


def resume(page: Page) -> None:
    page.get_by_role("button", name="Resume").click()
    page.get_by_label("Why the patient may go on").fill("The leg is calm again after two days.")
    checked(page)
    page.get_by_role("dialog").get_by_role("button", name="Resume").click()
    expect(page.get_by_text("The patient may go on.")).to_be_visible()


def expect_news(page: Page) -> None:
    page.goto("/today/")
    expect(page.locator("main")).to_contain_text("Your leg hurt, so we do less of it.")
    checked(page)
    page.get_by_text("What changed").click()
    expect(page.locator("main")).to_contain_text("2 sets of 3")


def checked(page: Page) -> None:
    """The page as it stands has no barrier that axe knows, and fits its width."""
    assert barriers(page) == []
    fits(page)


def fits(page: Page) -> None:
    """No wider than the screen; axe sees the builder and the player in tests of their own."""
    wider = overflow(page)
    assert wider <= 0, f"{page.url} is {wider} px wider than the screen"
