"""What is photographed: whose eyes, which address, and what is done before the picture."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from playwright.sync_api import Page

from following.services.entering import has_acknowledged
from people.models import Patient, User
from people.services import invite
from programs.models import Program
from tests.browser.player import session
from tests.factories import AcknowledgementFactory, filmed_exercise, kept, prescribed

Act = Callable[[Page], None]
DOCTOR = "doctor@demo.example"
NOBODY = AnonymousUser()


@dataclass(frozen=True)
class Shot:
    """One page in one state: `acts` lead to it from `address`; without `eyes` a new patient's."""

    name: str
    address: str
    eyes: User | AnonymousUser | None = NOBODY
    acts: tuple[Act, ...] = ()


def all_shots() -> list[Shot]:
    return [*strangers(), *desk(), *patients(), *player()]


def strangers() -> list[Shot]:
    patient = _patient("Emil Novak")
    issued = invite(patient=patient, by=_doctor())
    token = reverse("following:start_token", args=[issued.token])
    confirm = (_fill("birth_year", str(patient.birth_year)), _click("Continue"))
    return [
        Shot("sign-in", "/accounts/login/"),
        Shot("password-reset", "/accounts/password/reset/"),
        Shot("start-code", "/start/"),
        Shot("start-closed", "/start/not-a-real-invitation/"),
        Shot("start-birth-year", token),
        Shot("start-rules", token, acts=confirm),
        Shot("start-ready", token, acts=(*confirm, _click("I have read them"))),
        Shot("not-found", "/no-such-page/"),
    ]


def desk() -> list[Shot]:
    eyes = _doctor()
    states = {
        "home": _patient("Anna Nowak"),
        "supervised": _patient_whose("supervised"),
        "suspended": _patient_whose("suspended"),
        "draft": _patient_whose("draft"),
        "nothing-yet": _patient("Emil Novak"),
    }
    home, supervised = states["home"], states["supervised"]
    records = [
        Shot(f"desk-record-{name}", _of("monitoring:patient", patient), eyes)
        for name, patient in states.items()
    ]
    program = Program.objects.get(patient=supervised)
    ours, _photo = filmed_exercise(eyes.doctors[0], drawn=True)
    builder = _of("programs:builder", home)
    return [
        Shot("desk-worklist", "/desk/", eyes),
        Shot("desk-patients", "/desk/patients/", eyes),
        Shot("desk-patients-none", "/desk/patients/?q=nobody", eyes),
        Shot("desk-patient-new", "/desk/patients/new/", eyes),
        Shot("desk-patient-new-errors", "/desk/patients/new/", eyes, (_click("Add the patient"),)),
        *records,
        Shot("desk-screening", _of("programs:screening", home), eyes),
        Shot("desk-screening-empty", _of("programs:screening", states["nothing-yet"]), eyes),
        *templates(eyes, states["nothing-yet"], home),
        Shot("desk-builder", builder, eyes),
        Shot("desk-builder-prescribe", builder, eyes, (_press("Control+Enter"),)),
        Shot("desk-supervise", reverse("programs:supervise", args=[program.pk]), eyes),
        Shot("desk-invite", _of("people:invite", home), eyes),
        Shot("desk-invite-issued", _of("people:invite", supervised), eyes, (_click("Make an"),)),
        Shot("library", "/library/", eyes),
        Shot("library-none", "/library/?q=handstand", eyes),
        Shot("library-exercise", "/library/double-knee-to-chest/", eyes),
        Shot("own-new-errors", "/library/new/", eyes, (_click("Save the draft"),)),
        Shot("own-exercise", ours.get_absolute_url(), eyes),
        Shot("own-edit", reverse("exercises:own_edit", args=[ours.slug]), eyes),
        Shot("pose-editor", reverse("exercises:pose_editor", args=[ours.slug]), eyes),
        Shot("library-ours", "/library/?whose=ours", eyes),
        Shot("library-exchange", "/library/exchange/", eyes),
        Shot("library-exchange-refused", "/library/exchange/", eyes, (_bring_in("[{}]"),)),
        Shot("account-email", "/accounts/email/", eyes),
        Shot("account-password", "/accounts/password/change/", eyes),
    ]


def templates(eyes: User, new: Patient, home: Patient) -> list[Shot]:
    program = Program.objects.get(patient=home)
    begin, keep = _of("programs:begin", new), reverse("programs:template_new", args=[program.pk])
    own = kept(program, rationale="When the leg is calm and sitting is hard.", is_shared=True)
    return [
        Shot("desk-templates", "/desk/templates/", eyes),
        Shot("desk-template", "/desk/templates/source-complex/", eyes),
        Shot("desk-template-new", keep, eyes),
        Shot("desk-template-new-errors", keep, eyes, (_click("Keep as a template"),)),
        Shot("desk-template-own", own.get_absolute_url(), eyes),
        Shot("desk-template-edit", reverse("programs:template_edit", args=[own.pk]), eyes),
        Shot("desk-builder-begin", begin, eyes),
        Shot("desk-builder-add", _of("programs:begin", home), eyes),
    ]


def patients() -> list[Shot]:
    home = _eyes(_patient("Anna Nowak"))
    shots = [
        Shot(f"today-{status}", "/today/", _eyes(_patient_whose(status)))
        for status in ("supervised", "suspended")
    ]
    pages = ("today", "program", "diary", "help", "rules", "account")
    shots += [Shot(f"patient-{name}", reverse(f"following:{name}"), home) for name in pages]
    red_flag = (_check("Cannot control or feel"), _click("Send"))
    return [*shots, Shot("patient-help-emergency", "/today/help/", None, red_flag)]


def player() -> list[Shot]:
    begin = (_click("Start session"), _sees("How do you feel now?"))
    asked = (*begin, session.check_in, _sees("Do you have any of these now?"))
    ready = (*asked, _click("None of these"), _at("ready"))
    moving = (*ready, _click("Start"), _at("moving"), _wait(4500))
    stop = (*ready, _click("Stop – it hurts"), _sees("How far down"))
    where = (*stop, _answer("reach", "foot"), _click("Next"), _sees("How much does your back"))
    hurts = (_answer("stop_back", "1"), _answer("stop_leg", "7"), _click("Next"))
    how_much = (*where, *hurts, _sees("Did the pain move?"))
    steps = {
        "check-in": begin,
        "red-flags": asked,
        "ready": ready,
        "moving": moving,
        "skip": (*ready, _click("Skip…"), _sees("Why skip it?")),
        "stop-where": stop,
        "stop-how-much": where,
        "stop-moved": how_much,
        "decision": (*how_much, _answer("moved", "down"), _click("Next"), _at("decision")),
    }
    return [Shot(f"player-{name}", "/today/", None, acts) for name, acts in steps.items()]


def _at(state: str) -> Act:
    """The player has come to a state, and its figure has had time to be there."""

    def act(page: Page) -> None:
        session.at(page, state)
        page.wait_for_function("scrollY === 0")
        page.wait_for_timeout(500)

    return act


def _sees(words: str) -> Act:
    return lambda page: page.get_by_text(words).first.wait_for()


def _answer(name: str, value: str) -> Act:
    return lambda page: page.locator(f"[name={name}][value='{value}']").check()


def _check(label: str) -> Act:
    return lambda page: page.get_by_label(label).first.check()


def _click(name: str) -> Act:
    """A button or link whose name begins so."""

    def act(page: Page) -> None:
        found = page.locator("main").locator("button:visible, a:visible", has_text=name)
        found.first.click()
        page.wait_for_load_state("networkidle")

    return act


def _bring_in(text: str) -> Act:
    def act(page: Page) -> None:
        data = {"name": "exercises.json", "mimeType": "application/json", "buffer": text.encode()}
        page.locator("[name=file]").set_input_files(data)
        _click("Import")(page)

    return act


def _fill(name: str, value: str) -> Act:
    return lambda page: page.locator(f"[name={name}]").fill(value)


def _press(keys: str) -> Act:
    return lambda page: page.keyboard.press(keys)


def _wait(milliseconds: int) -> Act:
    return lambda page: page.wait_for_timeout(milliseconds)


def _doctor() -> User:
    return User.objects.get(email=DOCTOR)


def _patient(name: str) -> Patient:
    return Patient.objects.select_related("user").get(name=name)


def _patient_whose(status: str) -> Patient:
    return Patient.objects.filter(program__status=status).order_by("name")[0]


def _eyes(patient: Patient) -> User:
    """The patient's own account; one is made for a patient who has not come in yet."""
    if patient.user is None:
        patient.user = User.objects.create_user(None, name=patient.name)
        patient.save(update_fields=["user"])
    if not has_acknowledged(patient):
        AcknowledgementFactory(patient=patient)
    return patient.user


def new_patient() -> User:
    """A patient at home who has done nothing yet today."""
    patient = prescribed("double-knee-to-chest", "cat-camel-forearms").program.patient
    AcknowledgementFactory(patient=patient)
    return patient.user


def _of(view: str, patient: Patient) -> str:
    return reverse(view, args=[patient.pk])
