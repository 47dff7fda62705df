"""What is photographed: whose eyes, which address, and what is done before the picture."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from following.outcomes import MEASURES
from monitoring.models import Alert
from people.models import Patient, User
from people.services import invite
from programs.models import Program
from tests.browser.player import session
from tests.factories import filmed_exercise, kept
from tests.shots import people
from tests.shots.acts import (
    Act,
    answer,
    at,
    bring_in,
    check,
    click,
    fill,
    offline,
    opens,
    press,
    sees,
    wait,
)

NOBODY = AnonymousUser()
NONE = click("None of these")
TODAY = "/today/"


@dataclass(frozen=True)
class Shot:
    """One page in one state: `acts` lead to it from `address`; `eyes` may be made for it."""

    name: str
    address: str
    eyes: User | AnonymousUser | Callable[[], User] = NOBODY
    acts: tuple[Act, ...] = ()


def all_shots() -> list[Shot]:
    rooms = (strangers, desk, safety, patients, mornings, diary, player)
    return [shot for room in rooms for shot in room()]


def strangers() -> list[Shot]:
    patient = people.patient_named("Emil Novak")
    issued = invite(patient=patient, by=people.account(people.DOCTOR))
    token = reverse("following:start_token", args=[issued.token])
    confirm = (fill("birth_year", str(patient.birth_year)), click("Continue"))
    return [
        Shot("sign-in", "/accounts/login/"),
        Shot("password-reset", "/accounts/password/reset/"),
        Shot("start-code", "/start/"),
        Shot("start-closed", "/start/not-a-real-invitation/"),
        Shot("start-birth-year", token),
        Shot("start-rules", token, acts=confirm),
        Shot("start-ready", token, acts=(*confirm, click("I have read them"))),
        Shot("not-found", "/no-such-page/"),
        Shot("offline", "/today/offline/"),
    ]


def desk() -> list[Shot]:
    eyes = people.account(people.DOCTOR)
    states = {
        "home": people.patient_named("Anna Nowak"),
        "supervised": people.patient_whose("supervised"),
        "suspended": people.patient_whose("suspended"),
        "draft": people.patient_whose("draft"),
        "nothing-yet": people.patient_named("Emil Novak"),
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
        Shot("desk-patient-new-errors", "/desk/patients/new/", eyes, (click("Add the patient"),)),
        *records,
        Shot("desk-screening", _of("programs:screening", home), eyes),
        Shot("desk-screening-empty", _of("programs:screening", states["nothing-yet"]), eyes),
        *templates(eyes, states["nothing-yet"], home),
        Shot("desk-builder", builder, eyes),
        Shot("desk-builder-prescribe", builder, eyes, (press("Control+Enter"),)),
        Shot("desk-supervise", reverse("programs:supervise", args=[program.pk]), eyes),
        Shot("desk-invite", _of("people:invite", home), eyes),
        Shot("desk-invite-issued", _of("people:invite", supervised), eyes, (click("Make an"),)),
        Shot("library", "/library/", eyes),
        Shot("library-none", "/library/?q=handstand", eyes),
        Shot("library-exercise", "/library/double-knee-to-chest/", eyes),
        Shot("own-new-errors", "/library/new/", eyes, (click("Save the draft"),)),
        Shot("own-exercise", ours.get_absolute_url(), eyes),
        Shot("own-edit", reverse("exercises:own_edit", args=[ours.slug]), eyes),
        Shot("pose-editor", reverse("exercises:pose_editor", args=[ours.slug]), eyes),
        Shot("library-ours", "/library/?whose=ours", eyes),
        Shot("library-exchange", "/library/exchange/", eyes),
        Shot("library-exchange-refused", "/library/exchange/", eyes, (bring_in("[{}]"),)),
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
        Shot("desk-template-new-errors", keep, eyes, (click("Keep as a template"),)),
        Shot("desk-template-own", own.get_absolute_url(), eyes),
        Shot("desk-template-edit", reverse("programs:template_edit", args=[own.pk]), eyes),
        Shot("desk-builder-begin", begin, eyes),
        Shot("desk-builder-add", _of("programs:begin", home), eyes),
    ]


def safety() -> list[Shot]:
    """What the doctors see of the rules: their numbers, what fired, and what became of it."""
    eyes, administrator = people.account(people.DOCTOR), people.account(people.ADMINISTRATOR)
    stopped, may_sit = people.patient_named("Oleg Petrov"), people.patient_named("Jan Kowal")
    hypertensive = people.patient_named("Marta Ruiz")
    history = (opens("details.card:has(.gate-history)"),)
    alert = Alert.objects.filter(patient=stopped, resolved_at=None)[0].pk
    return [
        Shot("clinic", reverse("people:clinic"), administrator),
        Shot("clinic-seen", reverse("people:clinic"), eyes),
        Shot("clinic-rules", reverse("programs:clinic_rules"), administrator),
        Shot("desk-worklist-not-yet", "/desk/", eyes, (opens(".proposal__not-yet"),)),
        Shot("desk-record-history", _of("monitoring:patient", stopped), eyes, history),
        Shot("desk-record-proposal", _of("monitoring:patient", may_sit), eyes),
        Shot("desk-record-resolve", _of("monitoring:patient", stopped), eyes, (click("Resolve"),)),
        Shot(
            "desk-firings",
            _of("monitoring:firings", stopped),
            eyes,
            (opens(".firings__what details"),),
        ),
        Shot(
            "desk-alert",
            reverse("monitoring:alert_resolve", args=[alert]),
            eyes,
            (opens(".alert__story"),),
        ),
        Shot(
            "desk-screening-blocking",
            _of("programs:screening", hypertensive),
            eyes,
            (opens("details.screening__note"),),
        ),
        Shot(
            "desk-builder-more",
            _of("programs:builder", stopped),
            eyes,
            (opens(".line__safeguards"),),
        ),
    ]


def patients() -> list[Shot]:
    home = people.eyes_of(people.patient_named("Anna Nowak"))
    shots = [
        Shot(f"today-{status}", TODAY, people.eyes_of(people.patient_whose(status)))
        for status in ("supervised", "suspended")
    ]
    reasons = ("ill", "severe_pain", "morning_worse_again", "new_condition", "silent_long")
    shots += [Shot(f"today-paused-{why}", TODAY, people.paused_for(why)) for why in reasons]
    pages = ("today", "program", "diary", "help", "rules", "account", "reminders")
    shots += [Shot(f"patient-{name}", reverse(f"following:{name}"), home) for name in pages]
    red_flag = (check("Cannot control or feel"), click("Send"))
    return [
        *shots,
        Shot("reminders-off", "/today/reminders/", people.new_patient, (click("Turn all off"),)),
        Shot("reminders-calendar", "/today/reminders/", people.new_patient, (click("Make a cal"),)),
        Shot("patient-help-emergency", "/today/help/", people.new_patient, red_flag),
        Shot("patient-help-none", "/today/help/", people.new_patient, (click("Send"),)),
        Shot("patient-help-news", "/today/help/new/", people.new_patient),
        Shot("patient-help-news-errors", "/today/help/new/", people.new_patient, (click("Tell"),)),
    ]


def mornings() -> list[Shot]:
    """The morning after a session, and a day that is called bad."""
    address, due = reverse("following:morning"), people.on_the_morning_after
    rated = (answer("back", "2"), answer("leg", "3"), answer("sleep_disturbed", "yes"))
    answered = {
        name: people.after_a_morning(reason)
        for name, reason in (
            ("same", "morning_same"),
            ("worse", "morning_worse"),
            ("paused", "morning_spread"),
        )
    }
    return [
        Shot("today-morning-due", "/today/", due),
        Shot("today-less", "/today/", answered["worse"]),
        Shot("today-bad-day", TODAY, people.on_a_bad_day),
        Shot("today-bad-day-rest", TODAY, people.resting_on_a_bad_day),
        Shot("bad-day", reverse("following:bad_day"), people.new_patient),
        Shot("morning", address, due),
        Shot("morning-errors", address, due, (click("Continue"),)),
        Shot("morning-pain", address, due, (*rated, click("Continue"))),
        *[Shot(f"morning-{name}", address, eyes) for name, eyes in answered.items()],
    ]


def diary() -> list[Shot]:
    """The diary with a long past, a short one and none; its questions, notes and summary."""
    home, new = people.eyes_of(people.patient_named("Anna Nowak")), people.new_patient
    address = reverse("following:diary")
    questions = {code: reverse("following:questions", args=[code]) for code in MEASURES}
    start, three = click("Start"), fill("first", "Tie my shoes")
    answered = (start, click("3"), click("2"), click("1"), click("4"))
    return [
        Shot("diary-empty", address, new),
        Shot("diary-few", address, people.on_the_morning_after),
        Shot("diary-bad-day", address, people.on_a_bad_day),
        Shot("diary-earlier", address, home, (click("Earlier"),)),
        Shot("diary-table", address, home, (opens(".pain-weeks"),)),
        Shot("diary-notes", reverse("following:notes"), home),
        Shot("diary-notes-empty", reverse("following:notes"), new),
        Shot("diary-note", reverse("following:notes"), home, (click("Change"),)),
        Shot("diary-for-my-doctor", reverse("following:for_my_doctor"), home),
        Shot("questions-intro", questions["rmdq"], new),
        Shot("questions-sentence", questions["rmdq"], new, (start,)),
        Shot("questions-activities", questions["psfs"], new, (start,)),
        Shot("questions-ability", questions["psfs"], new, (start, three, click("Continue"))),
        Shot("questions-bother", questions["sbi"], new, (start,)),
        Shot("questions-done", questions["sbi"], new, answered),
        Shot("questions-none", questions["rmdq"], home),
    ]


def player() -> list[Shot]:
    begin = (click("Start session"), at("check-in"))
    where = (*begin, _feels(back=1, leg=2), at("where"), _touches("low_back_left", "calf_left"))
    asked = (*where, click("Next"), at("red-flags"))
    news = (*asked, NONE, at("new-condition"))
    ready = (*news, NONE, at("ready"))
    stop = (*ready, click("Stop – it hurts"), at("stop"), _touches("calf_left"))
    rated = (answer("stop_back", "1"), answer("stop_leg", "5"))
    how_much = (*stop, click("Next"), *rated)
    moved = (*how_much, click("Next"), answer("moved", "down"))
    decided = (*moved, click("Next"), at("red-flags"), NONE, at("decision"))
    signs = (*ready, click("Warning signs"), at("red-flags"), check("Cannot control or feel"))
    steps = {
        "check-in": begin,
        "aged": (*begin, offline(with_plan=True), sees("Plan checked")),
        "nothing": (*begin, offline(with_plan=False), at("nothing")),
        "where": where,
        "red-flags": asked,
        "new-condition": news,
        "ready": ready,
        "moving": (*ready, click("Start"), at("moving"), wait(4500)),
        "by-hand": (*ready, click("By hand"), at("by-hand"), click("One more")),
        "skip": (*ready, click("Skip…"), sees("Why skip it?")),
        "stop-where": stop,
        "stop-how-much": how_much,
        "stop-moved": moved,
        "decision": decided,
        "resting": (*decided, click("Rest for 5 minutes"), at("resting")),
        "signs": signs,
        "emergency": (*signs, click("Yes, I have this"), at("decision")),
    }
    eased = (*begin, session.check_in, click("Stop – it hurts"), _stops_at(back=4), at("decision"))
    pressure = (*begin, _feels(), at("red-flags"), NONE, at("blood-pressure"))
    wrong = (*pressure, click("Next"), sees("These numbers cannot be right"))
    return [
        *[Shot(f"player-{name}", TODAY, people.new_patient, acts) for name, acts in steps.items()],
        Shot("player-eased", TODAY, people.with_an_easier_version, eased),
        Shot("player-easier", TODAY, people.with_an_easier_version, (*eased, click("Try"))),
        Shot("player-blood-pressure", TODAY, people.with_hypertension, pressure),
        Shot("player-blood-pressure-wrong", TODAY, people.with_hypertension, wrong),
    ]


def _feels(**pain: int) -> Act:
    return lambda page: session.feel(page, **pain)


def _touches(*places: str) -> Act:
    return lambda page: session.touch(page.locator("[data-screen]:visible"), *places)


def _stops_at(**pain: int) -> Act:
    return lambda page: session.answer_stop(page, "calf_left", **pain)


def _of(view: str, patient: Patient) -> str:
    return reverse(view, args=[patient.pk])
