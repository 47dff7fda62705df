from following.models.day import FlareDay
from following.models.morning import MorningCheck
from following.models.reminders import (
    CalendarFeed,
    PushMessage,
    PushSubscription,
    Reminder,
    ReminderChoice,
)
from following.models.rules import Acknowledgement
from following.models.session import Session, SessionQuerySet, SetEvent
from following.models.stop import Stop

__all__ = [
    "Acknowledgement",
    "CalendarFeed",
    "FlareDay",
    "MorningCheck",
    "PushMessage",
    "PushSubscription",
    "Reminder",
    "ReminderChoice",
    "Session",
    "SessionQuerySet",
    "SetEvent",
    "Stop",
]
