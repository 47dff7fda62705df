"""The reports of a phone and the answer to them, as JSON.

Every report says in `sent_at` what the phone's clock shows when it is sent: the server tells from
it how wrong that clock is, and how long the report has waited. A phone that leaves it out is
believed as it is.
"""

from typing import Any

from rest_framework import serializers

from following.api.fields import NewConditions, Pain, Places, Pressure, RedFlags, TimeZone
from following.models import SetEvent
from people.models import Reach
from programs.stop_rules import Decision

LONGEST_SET = 2 * 60 * 60
MOST_EVENTS_AT_ONCE = 100


class Report(serializers.Serializer[Any]):
    sent_at = serializers.DateTimeField(default=None, allow_null=True)


class CheckInSerializer(Report):
    """`day` and `revision_id` are those of the document that the phone followed."""

    slot = serializers.IntegerField(min_value=1, max_value=6)
    day = serializers.DateField(default=None, allow_null=True)
    revision_id = serializers.UUIDField(default=None, allow_null=True)
    time_zone = TimeZone()
    happened_at = serializers.DateTimeField()
    back = Pain()
    leg = Pain()
    ill = serializers.BooleanField()
    places = Places()
    systolic = Pressure(60, 260)
    diastolic = Pressure(30, 160)
    red_flags = RedFlags(default=None)
    new_condition = NewConditions()


class SetSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    line = serializers.UUIDField()
    number = serializers.IntegerField(min_value=1, max_value=100)
    kind = serializers.ChoiceField([kind.name.lower() for kind in SetEvent.Kind])
    reason = serializers.ChoiceField(
        [reason.name.lower() for reason in SetEvent.Reason], default="none"
    )
    repetitions = serializers.IntegerField(min_value=0, max_value=1000)
    seconds = serializers.IntegerField(min_value=0, max_value=LONGEST_SET)
    happened_at = serializers.DateTimeField()


class EventsSerializer(Report):
    events = serializers.ListField(
        child=SetSerializer(), allow_empty=False, max_length=MOST_EVENTS_AT_ONCE
    )


class StopSerializer(Report):
    id = serializers.UUIDField()
    line = serializers.UUIDField(allow_null=True)
    happened_at = serializers.DateTimeField()
    back = Pain(allow_null=True)
    leg = Pain(allow_null=True)
    reach = serializers.ChoiceField(Reach.values, allow_blank=True, default="")
    places = Places()
    moved = serializers.ChoiceField(["down", "up", "same"], allow_null=True)
    numb_or_weak = serializers.BooleanField(allow_null=True)
    dizzy_or_breathless = serializers.BooleanField(allow_null=True)
    red_flags = RedFlags()


class FinishSerializer(Report):
    id = serializers.UUIDField()
    happened_at = serializers.DateTimeField(default=None, allow_null=True)
    back = Pain()
    leg = Pain()
    reach = serializers.ChoiceField(Reach.values, allow_blank=True, default="")
    places = Places()
    red_flags = RedFlags(default=None)


class RedFlagsSerializer(Report):
    """Red flags by themselves, when no session is under way."""

    id = serializers.UUIDField()
    flags = RedFlags(allow_null=False)


class DecisionSerializer(serializers.Serializer[Decision]):
    rule = serializers.CharField()
    outcome = serializers.CharField()
    reason = serializers.CharField()
    suspend = serializers.BooleanField()


class AloneKeptSerializer(serializers.Serializer[Any]):
    """What is kept now of a report that belongs to no session."""

    kept = serializers.ListField(child=serializers.UUIDField())


class KeptSerializer(serializers.Serializer[Any]):
    """What is kept now, by the ids that the phone made, and what was decided.

    Any report may be answered with a decision: a plan that has been locked meanwhile says so in
    the next answer to each phone.
    """

    kept = serializers.ListField(child=serializers.UUIDField())
    session = serializers.UUIDField()
    decision = DecisionSerializer(allow_null=True)
