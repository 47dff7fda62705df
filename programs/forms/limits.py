"""A limit on pain: the patient stops from there on, sooner than the table of stop rules says."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class LimitField(forms.TypedChoiceField):
    """A pain (NPRS) within what is tighter than the table; empty is the table's, or `default`."""

    default_error_messages = {
        "invalid_choice": gettext_lazy(
            "A limit may only be tighter than the table: choose one that is offered."
        )
    }

    def __init__(self, tighter: tuple[int, int], **options: Any) -> None:
        self.tightest, self.loosest = tighter
        super().__init__(
            coerce=int, empty_value=None, required=False, choices=self._offered, **options
        )

    def leave_to(self, default: int | None) -> None:
        """Name as the default what holds for the whole program, when it is not the table's."""
        self.choices = self._offered(default)

    def _offered(self, default: int | None = None) -> list[tuple[int | str, str]]:
        above = default or self.loosest + 1
        tighter = range(self.loosest, self.tightest - 1, -1)
        return [
            ("", _("default %(pain)s") % {"pain": above}),
            *((pain, _("pain %(pain)s") % {"pain": pain}) for pain in tighter),
        ]
