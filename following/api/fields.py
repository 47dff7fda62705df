"""What a phone may answer, and the words for what no patient can have meant."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from people.body import PLACES
from programs.models import NewCondition
from programs.safety import RED_FLAGS

PAIN_WORDS: dict[str, Any] = {
    key: _("Pain is a whole number from 0 to 10.")
    for key in ("invalid", "min_value", "max_value", "max_string_length", "null")
}
PRESSURE_WORDS: dict[str, Any] = {
    key: _("Type the two numbers that your device shows, such as 130 and 80.")
    for key in ("invalid", "min_value", "max_value", "max_string_length")
}


class Pain(serializers.IntegerField):
    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=10, error_messages=PAIN_WORDS, **options)


class Pressure(serializers.IntegerField):
    """Blood pressure in mmHg; null when it was not asked or could not be measured."""

    def __init__(self, lowest: int, highest: int) -> None:
        super().__init__(
            min_value=lowest,
            max_value=highest,
            allow_null=True,
            default=None,
            error_messages=PRESSURE_WORDS,
        )


class Codes(serializers.ListField):
    """Some of a list of codes, each at most once."""

    def __init__(self, codes: list[str], **options: Any) -> None:
        child = serializers.ChoiceField(codes)
        super().__init__(child=child, max_length=len(codes), **options)


class RedFlags(Codes):
    """The red flags answered with yes; null when they were not asked."""

    def __init__(self, **options: Any) -> None:
        super().__init__([flag.code for flag in RED_FLAGS], **{"allow_null": True} | options)


class Places(Codes):
    """Where it hurts, in the places of the body map."""

    def __init__(self) -> None:
        super().__init__([place.code for place in PLACES], default=list)


class NewConditions(Codes):
    """What is new since last week; null when it was not asked."""

    def __init__(self) -> None:
        super().__init__(NewCondition.Kind.values, allow_null=True, default=None)


class TimeZone(serializers.CharField):
    """The phone's zone by its IANA name; nothing when it has none that is known here."""

    def __init__(self) -> None:
        super().__init__(default="", allow_blank=True, allow_null=True)

    def to_internal_value(self, data: Any) -> str:
        return data if isinstance(data, str) and data in _time_zones() else ""


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())
