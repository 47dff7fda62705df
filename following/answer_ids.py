"""The id under which the answers in a form are kept once, however often it is sent."""

from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.core.exceptions import ValidationError

from people.ids import uuid7


class FormId(forms.UUIDField):
    """Hidden in the form, and made with it; no answer is refused for want of one."""

    def __init__(self) -> None:
        super().__init__(required=False, initial=uuid7, widget=forms.HiddenInput)

    def clean(self, value: Any) -> UUID:
        try:
            return super().clean(value) or uuid7()
        except ValidationError:
            return uuid7()


def id_of_answers(form_id: UUID, *answers: object) -> UUID:
    """The same for the same answers in the same form; others in it are told as new ones."""
    return uuid5(form_id, repr(answers))
