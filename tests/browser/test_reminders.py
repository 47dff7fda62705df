"""Reminders on a real phone's browser: permission on a tap, a message shown, and taken away."""

import json

import pytest
from playwright.sync_api import Page, expect

from following.models import PushSubscription
from people.models import Patient
from tests.browser.axe import barriers
from tests.browser.player.session import sign_in
from tests.following.phone import at_home
from tests.following.push_service import Phone, PushService

PAGE = "/today/reminders/"
PUSH_WORKER = "/static/js/worker/push.js"

#: The browser's own push service is not asked: it would be one of the world outside. Of the worker
#: only the part that reminds comes in.
SUBSCRIBES = """
((told) => {
  const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
  const worker = () => register("%(worker)s");
  navigator.serviceWorker.register = worker;
  Object.defineProperty(navigator.serviceWorker, "ready", { get: worker });
  navigator.serviceWorker.getRegistration = worker;
  const made = { ...told, toJSON: () => told, unsubscribe: async () => localStorage.clear() };
  PushManager.prototype.getSubscription = async () => (localStorage.made ? made : null);
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    localStorage.made = applicationServerKey;
    return made;
  };
})(%(told)s);
"""
SHOWN = """
async () => {
  const registration = await navigator.serviceWorker.ready;
  const shown = await registration.getNotifications();
  return shown.map(({ title, body, lang, tag, data }) => ({ title, body, lang, tag, data }));
}
"""
LATER = """
async () => {
  const [notification] = await registration.getNotifications();
  dispatchEvent(new NotificationEvent("notificationclick", { notification, action: "later" }));
}
"""
RENEWED = """
async ([endpoint, told]) => {
  const newSubscription = { toJSON: () => told };
  const change = new Event("pushsubscriptionchange");
  const done = new Promise((waitUntil) => {
    Object.assign(change, { oldSubscription: { endpoint }, newSubscription, waitUntil });
  });
  dispatchEvent(change);
  await done;
}
"""

WITHOUT_PUSH = "delete window.PushManager"
IPHONE = "Object.defineProperty(navigator, 'userAgent', { value: 'iPhone' })"
REFUSED = "Object.defineProperty(Notification, 'permission', { value: 'denied' })"


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    return at_home().program.patient


@pytest.fixture
def reader(phone_with_worker: Page, patient: Patient, base_url: str) -> Page:
    sign_in(phone_with_worker.context, patient, base_url)
    return phone_with_worker


def deliver(page: Page, body: dict[str, str], base_url: str) -> None:
    """What the browser does when its push service hands it a message."""
    browser = page.context.new_cdp_session(page)
    known: list[str] = []
    browser.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: known.extend(one["registrationId"] for one in told["registrations"]),
    )
    browser.send("ServiceWorker.enable")
    while not known:
        page.wait_for_timeout(20)
    message = {"origin": base_url, "registrationId": known[0], "data": json.dumps(body)}
    browser.send("ServiceWorker.deliverPushMessage", message)


def test_a_phone_is_turned_on_tried_and_turned_off(reader, patient, service: PushService, base_url):
    device, before = Phone(service), Phone(service)
    one = device.device
    told = {"endpoint": one.endpoint, "keys": {"p256dh": one.p256dh, "auth": one.auth}}
    reader.context.grant_permissions(["notifications"], origin=base_url)
    reader.add_init_script(SUBSCRIBES % {"worker": PUSH_WORKER, "told": json.dumps(told)})
    reader.goto(PAGE)
    room = reader.locator("#on-this-phone")
    expect(room.get_by_text("A short message comes at each session's time.")).to_be_visible()
    assert barriers(reader) == []

    room.get_by_role("button", name="Remind me on this phone").press("Enter")
    expect(room.get_by_text("This phone reminds you.")).to_be_visible()
    assert PushSubscription.objects.get().patient == patient
    reader.reload()
    expect(room.get_by_text("This phone reminds you.")).to_be_visible()
    room.get_by_role("button", name="Send a message to try").click()
    expect(reader.get_by_text("Sent. It comes in a moment.")).to_be_visible()
    said = device.read(service.received[0][1])

    # A browser without a screen gives up a message with a picture.
    deliver(reader, said | {"icon": ""}, base_url)
    reader.wait_for_function(f"async () => (await ({SHOWN})()).length")
    assert reader.evaluate(SHOWN) == [
        {
            "title": "Reminders reach this phone",
            "body": "You will hear from us here.",
            "lang": "en",
            "tag": "program",
            "data": {"address": "/today/"},
        }
    ]
    reader.context.service_workers[0].evaluate(LATER)
    reader.wait_for_function(f"async () => !(await ({SHOWN})()).length")

    room.get_by_role("button", name="Not on this phone").click()
    expect(room.get_by_text("A short message comes at each session's time.")).to_be_visible()
    assert not PushSubscription.objects.exists()

    before.belongs_to(patient)
    worker = reader.context.service_workers[0]
    worker.evaluate(RENEWED, [before.device.endpoint, told])
    assert PushSubscription.objects.get().endpoint == one.endpoint


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (WITHOUT_PUSH, "This browser cannot remind you."),
        (f"{WITHOUT_PUSH}; {IPHONE}", "Add this app to your home screen first."),
        (REFUSED, "Your phone does not allow it."),
    ],
)
def test_what_stands_in_the_way_is_said_plainly(reader, what, said):
    reader.add_init_script(what)
    reader.goto(PAGE)

    expect(reader.locator("#on-this-phone").get_by_text(said)).to_be_visible()
    expect(reader.get_by_role("button", name="Remind me on this phone")).to_have_count(0)


def test_the_calendar_and_turning_off_work_by_keyboard_without_barriers(reader, base_url):
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base_url)
    reader.goto(PAGE)
    reader.get_by_role("button", name="Make a calendar address").press("Enter")
    reader.get_by_role("button", name="Copy the address").press("Enter")
    expect(reader.get_by_text("The address is copied.")).to_be_visible()
    copied = reader.evaluate("navigator.clipboard.readText()")
    assert copied == reader.get_by_label("Your private address").input_value()
    assert barriers(reader) == []

    reader.get_by_role("button", name="Turn all off").press("Enter")
    expect(reader.get_by_text("All reminders are off.")).to_be_visible()
    assert barriers(reader) == []
