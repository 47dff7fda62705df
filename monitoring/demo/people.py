"""Clinics, doctors and patients of the demo, with the screening of each patient."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from following.models import Acknowledgement
from following.safety_rules import WORDING
from monitoring.demo.batch import Batch
from monitoring.demo.cast import Person
from people.models import Clinic, Doctor, Patient, User
from programs.models import (
    Clearance,
    ClinicRules,
    ContraindicationReview,
    InflammationSettled,
    NeurologistDecision,
    RedFlagCheck,
)
from programs.thresholds import Thresholds

PASSWORD = "demo-sciatica"  # noqa: S105 - shown to everyone who starts the demo
TIME_ZONE = "Europe/Warsaw"
#: These clinics exercise with more leg pain at rest than the default lets them.
NUMBERS = Thresholds(lasting_leg_pain=6)
DOCTORS = {
    "doctor": ("Elena Orlova", "Vistula Clinic"),
    "admin": ("Jonas Weber", "Vistula Clinic"),
    "doctor2": ("Sofia Marin", "Lakeside Clinic"),
}


@dataclass(frozen=True)
class Staff:
    """The doctors by account, and the password of all accounts, hashed once."""

    doctors: dict[str, Doctor]
    password: str


def hire(batch: Batch) -> Staff:
    password = make_password(PASSWORD)
    clinics = {
        name: batch.add(Clinic(name=name, phone="+48 22 555 01 00", time_zone=TIME_ZONE))
        for name in ("Vistula Clinic", "Lakeside Clinic")
    }
    doctors = {
        account: batch.add(
            Doctor(
                clinic=clinics[clinic],
                user=_user(batch, name, account, password),
                is_administrator=account != "doctor",
            )
        )
        for account, (name, clinic) in DOCTORS.items()
    }
    for account in ("admin", "doctor2"):
        by = doctors[account]
        batch.add(ClinicRules(clinic=by.clinic, recorded_by=by.user, **asdict(NUMBERS)))
    return Staff(doctors, password)


def enrol(batch: Batch, staff: Staff, person: Person, *, at: datetime) -> Patient:
    """A patient; those who have begun have been in with their invitation and read the rules."""
    doctor = staff.doctors[person.doctor]
    has_been_in = person.story.follows > 0 and person.story.days > 0
    patient = batch.add(
        Patient(
            clinic=doctor.clinic,
            doctor=doctor,
            user=_user(batch, person.name, person.account, staff.password) if has_been_in else None,
            name=person.name,
            birth_year=person.birth_year,
            sex=person.sex,
            time_zone=TIME_ZONE,
            affected_side=person.side,
            reach=person.reach,
            cause=person.cause,
            created_at=at,
        )
    )
    if has_been_in:
        batch.add(
            Acknowledgement(
                clinic=doctor.clinic,
                patient=patient,
                wording=WORDING,
                language="en",
                acknowledged_at=at + timedelta(days=3),
            )
        )
    return patient


def screen(batch: Batch, patient: Patient, person: Person, *, at: datetime, now: datetime) -> None:
    """A complete screening on the day of enrolment; red flags were asked again this week."""
    by = patient.doctor.user
    entry = {"clinic": patient.clinic, "patient": patient, "recorded_by": by, "recorded_at": at}
    day = patient.local(at).date()
    batch.add(
        NeurologistDecision(
            **entry,
            neurologist="Dr Adam Brandt",
            decided_on=day - timedelta(days=4),
            is_indicated=True,
            note="Exercise therapy, lying down first. No loaded bending for six weeks.",
        )
    )
    batch.add(InflammationSettled(**entry, settled_on=day - timedelta(days=1)))
    batch.add(ContraindicationReview(**entry, findings=list(person.findings)))
    asked_at = max(at, now - timedelta(days=2))
    batch.add(RedFlagCheck(**{**entry, "recorded_at": asked_at}))
    for finding in person.findings:
        ends = patient.local(now).date() + timedelta(days=person.clearance_ends_in)
        batch.add(
            Clearance(
                **entry,
                finding=finding,
                reason="Stable on treatment; the family doctor agrees with light exercise.",
                review_on=ends,
            )
        )


def _user(batch: Batch, name: str, account: str, password: str) -> User:
    email = f"{account}@demo.example" if account else None
    user = batch.add(
        User(name=name, email=email, password=password if email else "!", time_zone=TIME_ZONE)
    )
    if email:
        batch.add(EmailAddress(user=user, email=email, verified=True, primary=True))
    return user
