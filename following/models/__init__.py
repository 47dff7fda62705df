from following.models.day import FlareDay
from following.models.morning import MorningCheck
from following.models.note import Note, NoteQuerySet
from following.models.outcome import AnswerSheet, AnswerSheetQuerySet
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
    "AnswerSheet",
    "AnswerSheetQuerySet",
    "CalendarFeed",
    "FlareDay",
    "MorningCheck",
    "Note",
    "NoteQuerySet",
    "PushMessage",
    "PushSubscription",
    "Reminder",
    "ReminderChoice",
    "Session",
    "SessionQuerySet",
    "SetEvent",
    "Stop",
]
