from following.models.day import FlareDay
from following.models.morning import MorningCheck
from following.models.rules import Acknowledgement
from following.models.session import Session, SessionQuerySet, SetEvent
from following.models.stop import Stop

__all__ = [
    "Acknowledgement",
    "FlareDay",
    "MorningCheck",
    "Session",
    "SessionQuerySet",
    "SetEvent",
    "Stop",
]
