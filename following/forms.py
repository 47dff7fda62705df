import re
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from following.answer_ids import FormId, id_of_answers
from following.models import ReminderChoice
from following.mornings import Morning
from following.outcomes import Measure
from following.safety_rules import PLACE
from people import body
from people.models import Patient, Sex
from people.services import CODE_LENGTH, plain_code
from programs.models import NewCondition
from programs.safety import red_flags_to_ask
from programs.schedule import Slot

LINK = re.compile(r"/start/([\w-]{20,})")


class CodeForm(forms.Form):
    """The way in by hand: the code, however it was written down, or the whole link."""

    code = forms.CharField(
        label=_("Invitation code"),
        help_text=_("Eight letters and digits, from your doctor."),
        max_length=300,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )

    def clean_code(self) -> dict[str, str]:
        """The secret under the name that `find_invitation` takes it."""
        typed: str = self.cleaned_data["code"]
        if link := LINK.search(typed):
            return {"token": link[1]}
        code = plain_code(typed)
        if len(code) != CODE_LENGTH:
            raise ValidationError(_("A code has eight letters and digits, such as K7PM 4XWD."))
        return {"code": code}


class BirthYearForm(forms.Form):
    birth_year = forms.IntegerField(
        label=_("In which year were you born?"),
        help_text=_("Four digits, such as 1978."),
        min_value=1900,
        max_value=2100,
        error_messages={
            "invalid": _("Write the year in four digits, such as 1978."),
            "min_value": _("Write the year in four digits, such as 1978."),
            "max_value": _("Write the year in four digits, such as 1978."),
        },
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "bday-year", "maxlength": "4"}
        ),
    )


class ReadyForm(forms.Form):
    """A tick for each thing the place needs, and one for the safety rules."""

    rules = forms.BooleanField(
        label=_("I have read the safety rules. I stop when it hurts."),
        error_messages={"required": _("Tick this when you have read the rules.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in PLACE.items():
            self.fields[name] = forms.BooleanField(
                label=label, error_messages={"required": _("Tick this when it is ready.")}
            )
        self.order_fields((*PLACE, "rules"))


class NewsForm(forms.Form):
    """What has come up since the doctor went through everything."""

    kinds = forms.MultipleChoiceField(
        label=_("What is new?"),
        choices=NewCondition.Kind.choices,
        error_messages={"required": _("Tick what is new, or go back.")},
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=_("In your own words, if you like"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RedFlagForm(forms.Form):
    """The red flags that hold for this patient; no tick means none of them."""

    flags = forms.MultipleChoiceField(
        label=_("Do you have any of these now?"),
        help_text=_("Tick each one that you have. Tick nothing if you have none."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    form_id = FormId()

    def __init__(self, *args: Any, patient: Patient, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.patient = patient
        flags = red_flags_to_ask(pregnant=patient.sex != Sex.MALE)
        self.fields["flags"].choices = [  # type: ignore[attr-defined]
            (flag.code, flag.wording) for flag in flags
        ]

    def check_id(self, at: datetime) -> UUID:
        """Of these answers on this day: a page that the phone keeps is answered on many."""
        day, answers = self.patient.local(at).date(), sorted(self.cleaned_data.items())
        return id_of_answers(self.cleaned_data["form_id"], self.patient.pk, day, answers)


class PainField(forms.IntegerField):
    """Pain is NPRS 0-10."""

    def __init__(self, **options: Any) -> None:
        words = dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Choose a number from 0 to 10.")
        )
        super().__init__(min_value=0, max_value=10, error_messages=words, **options)


class MorningForm(RedFlagForm):
    """The morning after a session: with any pain, where it is and the warning signs too."""

    back = PainField(label=_("Back pain when you woke up"))
    leg = PainField(label=_("Leg pain when you woke up"))
    sleep_disturbed = forms.TypedChoiceField(
        label=_("Did pain wake you or keep you awake?"),
        choices=(("no", _("No")), ("yes", _("Yes"))),
        coerce=lambda answer: answer == "yes",
        error_messages={
            "required": _("Choose yes or no."),
            "invalid_choice": _("Choose yes or no."),
        },
    )
    places = forms.MultipleChoiceField(
        label=_("Where does it hurt?"),
        choices=[(place.code, place.label) for place in body.PLACES],
        required=False,
    )
    signs_asked = forms.BooleanField(required=False)

    @property
    def names_pain(self) -> bool:
        """Whether the first questions are answered, and with pain, so that more is asked."""
        answered = self.is_bound and not {"back", "leg", "sleep_disturbed"} & set(self.errors)
        return answered and bool(self.cleaned_data["back"] or self.cleaned_data["leg"])

    @property
    def is_complete(self) -> bool:
        return self.is_valid() and (self._signs_asked or not self.names_pain)

    @property
    def morning(self) -> Morning:
        answers = self.cleaned_data
        return Morning(
            back=answers["back"],
            leg=answers["leg"],
            sleep_disturbed=answers["sleep_disturbed"],
            places=tuple(answers["places"]),
            red_flags=tuple(answers["flags"]) if self._signs_asked else None,
        )

    def clean(self) -> None:
        answers = self.cleaned_data
        is_asked = answers.get("signs_asked") and answers.get("leg")
        # A warning sign is sent without delay.
        if is_asked and not (answers.get("flags") or answers.get("places")):
            self.add_error("places", _("Choose where it hurts."))

    @property
    def _signs_asked(self) -> bool:
        return bool(self.cleaned_data["signs_asked"] or self.cleaned_data["flags"])


class NoteForm(forms.Form):
    """A note of the diary; `keeps_words` leaves only the choice of who sees it."""

    text = forms.CharField(
        label=_("Your note"),
        help_text=_("How was it? What helped? What was hard?"),
        max_length=1000,
        error_messages={"required": _("Write a few words first.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_shown = forms.BooleanField(label=_("Show this note to my doctor"), required=False)

    def __init__(self, *args: Any, keeps_words: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].disabled = keeps_words


class ActivitiesForm(forms.Form):
    """Up to three things that are hard for the patient, the first of them asked for."""

    first = forms.CharField(
        label=_("The first thing"),
        help_text=_("Such as: tie my shoes, or sit through a film."),
        max_length=80,
        error_messages={"required": _("Name one thing. One is enough.")},
    )
    second = forms.CharField(label=_("The second thing"), max_length=80, required=False)
    third = forms.CharField(label=_("The third thing"), max_length=80, required=False)

    @property
    def activities(self) -> tuple[str, ...]:
        """Each named once, in the order given."""
        return tuple(dict.fromkeys(filter(None, self.cleaned_data.values())))


class AnswerForm(forms.Form):
    """One answer of an outcome measure, as the number of the button that was pressed."""

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("Choose one of the answers.")
        self.fields["answer"] = forms.IntegerField(
            min_value=0,
            max_value=measure.highest_answer,
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), words),
        )


class ClockField(forms.TimeField):
    """A time of day, with the phone's own way to choose one."""

    def __init__(self, **options: Any) -> None:
        clock = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        words = dict.fromkeys(("required", "invalid"), _("Choose a time, such as 08:00."))
        super().__init__(widget=clock, error_messages=words, **options)


class ReminderForm(forms.Form):
    """When to remind: a time for each session of the week, and by which letters.

    A session's field is named after its gentle time; left empty, it is not reminded of.
    """

    quiet_from = ClockField(label=_("Quiet from"))
    quiet_to = ClockField(label=_("Quiet until"))
    email = forms.ChoiceField(
        label=_("E-mail"), choices=ReminderChoice.Email.choices, widget=forms.RadioSelect
    )

    def __init__(
        self, posted: Any, *, choice: ReminderChoice, slots: Iterable[Slot], address: str
    ) -> None:
        usual = {name: getattr(choice, name) for name in ("quiet_from", "quiet_to", "email")}
        super().__init__(posted, initial=usual)
        self.gentle = {f"time_{slot.about:%H%M}": slot.about for slot in slots}
        for slot in slots:
            self.fields[f"time_{slot.about:%H%M}"] = ClockField(
                label=slot.name,
                help_text=_("usually %(time)s") % {"time": f"{slot.about:%H:%M}"},
                required=False,
                initial=choice.wish.time_of(slot),
            )
        self.fields["email"].disabled = not address
        self.order_fields(self.gentle)

    @property
    def times(self) -> list[forms.BoundField]:
        return [self[name] for name in self.gentle]

    @property
    def chosen(self) -> dict[str, Any]:
        """As the service keeps them."""
        own = {f"{self.gentle[name]:%H:%M}": self._clock(name) for name in self.gentle}
        others = {name: self.cleaned_data[name] for name in ("quiet_from", "quiet_to", "email")}
        return {"times": own, **others}

    def clean(self) -> None:
        """The sessions of a day come one after another, and so do their reminders."""
        last: time | None = None
        for name in self.gentle:
            chosen = self.cleaned_data.get(name)
            if last and chosen and chosen <= last:
                self.add_error(name, _("Choose a time after the one before."))
            last = chosen or last

    def _clock(self, name: str) -> str | None:
        chosen = self.cleaned_data[name]
        return f"{chosen:%H:%M}" if chosen else None
