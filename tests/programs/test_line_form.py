"""What a doctor sets beside a line's dose: limits, an easier version, and less on bad days."""

from collections.abc import Mapping

import pytest
from django.utils import translation

from programs.easier import Rung
from programs.forms.line import LineForm
from programs.models import DraftLine, Program
from programs.safeguards import Safeguards
from tests.factories import exercise

SINGLE = "single-knee-to-chest"


@pytest.fixture
def line(draft: Program) -> DraftLine:
    """Two sets of eight, with nothing set beside them."""
    line = draft.draft_lines.select_related("program", "exercise", "easier").get()
    line.sets, line.repetitions = 2, 8
    return line


def form_of(line: DraftLine, **typed: object) -> LineForm:
    """The line's form as its page posts it, with what was typed."""
    rungs = (Rung(exercise(SINGLE)),)
    untouched = LineForm(line=line, rungs=rungs).initial
    posted = {name: value for name, value in (untouched | typed).items() if value is not None}
    return LineForm(
        {f"{line.pk}-{key}": value for key, value in posted.items()}, line=line, rungs=rungs
    )


def errors_of(line: DraftLine, **typed: object) -> Mapping[str, list[str]]:
    with translation.override("en"):
        return form_of(line, **typed).errors


def safeguards_of(line: DraftLine, **typed: object) -> Safeguards:
    form = form_of(line, **typed)
    assert form.errors == {}
    return form.safeguards


def test_what_is_not_touched_is_left_to_the_table(line):
    assert safeguards_of(line) == Safeguards()


def test_what_is_chosen_is_taken(line):
    chosen = safeguards_of(line, stop_exercise_at="2", stop_session_at="5", easier=SINGLE)

    assert chosen == Safeguards(2, 5, exercise(SINGLE))


@pytest.mark.parametrize(
    ("limit", "looser"),
    [
        ("stop_exercise_at", "4"),
        ("stop_exercise_at", "0"),
        ("stop_session_at", "6"),
        ("stop_session_at", "11"),
        ("stop_session_at", "-1"),
        ("stop_session_at", "five"),
        ("stop_session_at", "NaN"),
    ],
)
def test_a_limit_looser_than_the_table_is_refused_in_words(line, limit, looser):
    assert errors_of(line, **{limit: looser}) == {
        limit: ["A limit may only be tighter than the table: choose one that is offered."]
    }


def test_an_easier_version_that_is_not_offered_is_refused_in_words(line):
    assert errors_of(line, easier="bodyweight-squat") == {
        "easier": ["Choose an easier version that is offered."]
    }


@pytest.mark.parametrize(("dose", "half"), [((2, 8), (1, 4)), ((3, 5), (1, 2)), ((1, 1), (1, 1))])
def test_a_plan_for_bad_days_begins_with_half_but_at_least_one(line, dose, half):
    chosen = safeguards_of(line, sets=dose[0], repetitions=dose[1], is_for_bad_days="on")

    assert (chosen.flare_sets, chosen.flare_repetitions) == half


@pytest.mark.parametrize("asked", [(1, 1), (2, 8)])
def test_a_bad_day_may_ask_from_one_to_the_dose_itself(line, asked):
    chosen = safeguards_of(
        line, is_for_bad_days="on", flare_sets=asked[0], flare_repetitions=asked[1]
    )

    assert (chosen.flare_sets, chosen.flare_repetitions) == asked


@pytest.mark.parametrize(
    ("name", "asked", "words"),
    [
        ("flare_sets", "3", "Sets on a bad day must be between 1 and 2, as in the dose."),
        ("flare_sets", "0", "Sets on a bad day must be between 1 and 2, as in the dose."),
        (
            "flare_repetitions",
            "9",
            "Repetitions on a bad day must be between 1 and 8, as in the dose.",
        ),
        (
            "flare_repetitions",
            "-1",
            "Repetitions on a bad day must be between 1 and 8, as in the dose.",
        ),
        ("flare_repetitions", "some", "Write a whole number."),
    ],
)
def test_a_bad_day_never_asks_for_more_than_the_dose(line, name, asked, words):
    assert errors_of(line, is_for_bad_days="on", **{name: asked}) == {name: [words]}


def test_without_the_tick_nothing_is_planned_for_bad_days(line):
    line.flare_sets, line.flare_repetitions = 1, 4

    assert safeguards_of(line, is_for_bad_days=None) == Safeguards()


def test_a_plan_for_bad_days_shrinks_along_with_the_dose(line):
    line.flare_sets, line.flare_repetitions = 2, 6

    form = form_of(line, sets="1", repetitions="4", is_for_bad_days="on")

    assert form.errors == {}
    assert (form.safeguards.flare_sets, form.safeguards.flare_repetitions) == (1, 4)
    assert form.shrank


def test_the_default_is_the_programs_own_limit_where_it_has_one(line):
    line.program.stop_session_at = 4

    with translation.override("en"):
        form = LineForm(line=line, rungs=())

    assert form.fields["stop_session_at"].choices[0] == ("", "default 4")
    assert form.fields["stop_exercise_at"].choices == [
        ("", "default 4"),
        (3, "pain 3"),
        (2, "pain 2"),
        (1, "pain 1"),
    ]
