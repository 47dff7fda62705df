from datetime import date

import pytest
from django.utils import translation

from programs.forms.drafting import DosageForm, TermsForm

FINE = {
    "sets": "2",
    "repetitions": "8",
    "hold": "3",
    "rest": "15",
    "tempo": "3-1-3",
    "sides": "both",
    "times_a_day": "3",
    "days_of_week": ["0", "6"],
}


def errors_of(**typed: object) -> dict[str, list[str]]:
    with translation.override("en"):
        return DosageForm(FINE | typed).errors


def test_a_sensible_dose_is_taken_as_typed():
    form = DosageForm(FINE)

    assert form.is_valid()
    assert (form.dosage.sets, form.dosage.repetitions, form.dosage.days_of_week) == (2, 8, (0, 6))


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("sets", "0", "Sets must be between 1 and 10."),
        ("sets", "1000", "Sets must be between 1 and 10."),
        ("sets", "two", "Write a whole number."),
        ("sets", "", "Write a number."),
        ("sets", "1.5", "Write a whole number."),
        ("repetitions", "51", "Repetitions must be between 1 and 50."),
        ("hold", "-3", "Hold must be between 0 and 1800 seconds."),
        ("rest", "301", "Rest must be between 0 and 300 seconds."),
        ("tempo", "fast", "Write the tempo as out-hold-back in seconds, such as 3-1-3."),
        ("tempo", "0-1-3", "Moving out and moving back must each take at least 1 second."),
        ("times_a_day", "7", "Times a day must be between 1 and 6."),
        ("days_of_week", [], "Choose at least one day of the week."),
    ],
)
def test_nonsense_is_refused_in_words_beside_its_field(field, typed, words):
    assert errors_of(**{field: typed}) == {field: [words]}


def test_a_side_that_does_not_exist_is_refused():
    assert list(errors_of(sides="upside-down")) == ["sides"]


def test_a_note_longer_than_its_place_is_refused():
    assert list(errors_of(note="x" * 301)) == ["note"]


@pytest.mark.django_db
def test_the_review_comes_after_the_start():
    form = TermsForm(
        {"starts_on": date(2026, 12, 3), "review_on": date(2026, 12, 2), "pain_policy": "strict"}
    )

    assert form.errors == {"review_on": ["The review comes after the start."]}
