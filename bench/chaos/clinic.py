"""The clinic of the harness: its patients, their programs, and what the database has of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string

from bench.chaos.cast import LINES, TIMES_A_DAY, Cast, Session
from bench.chaos.desk import Enrolment
from bench.chaos.judgement import Found, KeptSession
from exercises.models import Exercise
from exercises.services import load_library
from following.document import session_document
from following.models import Acknowledgement, SetEvent, Stop
from following.models import Session as Done
from following.safety_rules import WORDING
from following.work import work_at_home
from monitoring.models import Alert
from people.ids import uuid7
from people.models import Clinic, Doctor, Patient, User
from programs import stop_rules
from programs.models import PrescribedLine, Program, Revision, SignOff
from programs.stop_rules import Limits, Policy
from programs.thresholds import DEFAULTS

LYING = 1
MIDDAY = 12
SECRET = 32
TERMS = {
    "number": 1,
    "why": "To be followed while everything fails.",
    "pain_policy": Policy.STRICT,
    "stop_rules_version": stop_rules.VERSION,
}
DOSE = {"repetitions": 5, "hold": 10, "rest": 15, "tempo": "3-1-3", "sides": "both"}


class ChaosClinic:
    """It lies where it is about midday now, so that no day ends during a run."""

    def __init__(self, company: Cast) -> None:
        self.at = timezone.now()
        zone = f"Etc/GMT{self.at.hour - MIDDAY:+}"
        self.clinic = Clinic.objects.create(name="Chaos", time_zone=zone)
        user = User.objects.create_user(None, name="Elena Orlova")
        self._doctor = Doctor.objects.create(clinic=self.clinic, user=user)
        load_library()
        exercises = [one for one in Exercise.objects.order_by("slug") if one.stage == LYING]
        self._patients = {name: self._enrolled(name, zone) for name in company.patients}
        self._names = {patient.pk: name for name, patient in self._patients.items()}
        for patient in self._patients.values():
            self._prescribe(patient, exercises[:LINES], sets=company.sets_a_line)

    def enrolments(self, sessions: Iterable[Session]) -> dict[str, Enrolment]:
        documents: dict[str, dict[Session, dict[str, Any]]] = {}
        for session in sessions:
            documents.setdefault(session.patient, {})[session] = self._document(session)
        return {
            name: Enrolment(
                str(patient.pk), tuple(_cookies(cast(User, patient.user))), documents[name]
            )
            for name, patient in self._patients.items()
        }

    def count(self) -> int:
        """How many reports of sets are kept; in a thread of its own, whose connection it closes."""
        try:
            return SetEvent.objects.filter(clinic_id=self.clinic.pk).count()
        finally:
            connection.close()

    def found(self) -> Found:
        mine = {"clinic_id": self.clinic.pk}
        events = SetEvent.objects.filter(**mine).values_list("id", flat=True)
        stops = Stop.objects.filter(**mine).values_list("id", flat=True)
        alerts = Alert.objects.filter(**mine).values_list("patient_id", "reason")
        return Found(
            ids={"events": [*map(str, events)], "stops": [*map(str, stops)]},
            sessions=[self._kept(one) for one in Done.objects.filter(**mine)],
            alerts=[(self._names[patient], reason) for patient, reason in alerts],
        )

    def _kept(self, one: Done) -> KeptSession:
        day = (one.local_date - self._day(0)).days
        return KeptSession(
            Session(self._names[one.patient_id], day, one.slot),
            one.sets_done,
            one.sets_prescribed,
            one.stops,
            one.status != Done.Status.RUNNING,
        )

    def _day(self, from_today: int) -> date:
        here = self.at.astimezone(ZoneInfo(self.clinic.time_zone))
        return here.date() + timedelta(days=from_today)

    def _enrolled(self, name: str, zone: str) -> Patient:
        patient = Patient.objects.create(
            clinic=self.clinic,
            doctor=self._doctor,
            user=User.objects.create_user(None, name=name),
            name=name,
            birth_year=1978,
            sex="female",
            time_zone=zone,
            affected_side="right",
        )
        Acknowledgement.objects.create(
            clinic=self.clinic, patient=patient, wording=WORDING, language="en"
        )
        return patient

    def _prescribe(self, patient: Patient, exercises: list[Exercise], *, sets: int) -> None:
        own = {"clinic": self.clinic}
        program = Program.objects.create(
            **own, patient=patient, doctor=self._doctor, status="home", released_at=self.at
        )
        rules = stop_rules.publish(policy=Policy.STRICT, limits=Limits(), thresholds=DEFAULTS)
        dates = {"starts_on": self._day(-7), "review_on": self._day(7)}
        by = self._doctor.user
        revision = Revision.objects.create(
            **own, program=program, author=by, stop_rules=rules, **dates, **TERMS
        )
        for place, one in enumerate(exercises):
            often = {"sets": sets, "times_a_day": TIMES_A_DAY, "days_of_week": [*range(7)]}
            what = {"exercise": one, "version": one.current, "stage": one.stage, "place": place}
            PrescribedLine.objects.create(**own, revision=revision, **what, **often, **DOSE)
            shown = {"technique": True, "tolerated": True, "signed_by": by}
            SignOff.objects.create(**own, program=program, exercise=one, **shown)

    def _document(self, session: Session) -> dict[str, Any]:
        patient = self._patients[session.patient]
        work = work_at_home(patient, day=self._day(session.day), slot=session.slot)
        document = session_document(
            patient=patient, session_id=uuid7(), work=work, session=None, at=self.at
        )
        told: dict[str, Any] = json.loads(json.dumps(document, cls=DjangoJSONEncoder))
        return told


def _cookies(user: User) -> Iterator[str]:
    """What the phone keeps of a sign-in."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    yield f"Set-Cookie: {settings.SESSION_COOKIE_NAME}={session}; Path=/; HttpOnly; SameSite=Lax"
    token = get_random_string(SECRET)
    yield f"Set-Cookie: {settings.CSRF_COOKIE_NAME}={token}; Path=/; SameSite=Lax"
