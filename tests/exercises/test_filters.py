import pytest
from django.http import QueryDict

from exercises.codes import Contraindication
from exercises.filters import SAFE_WITH, LibraryFilters
from exercises.models import Exercise


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("", LibraryFilters()),
        ("q=+knee++hug+&load=0", LibraryFilters(q="knee hug", load="0")),
        ("position=SIT&goal=mob&phase=S", LibraryFilters(position="SIT", goal="mob", phase="S")),
        ("position=FLY&load=-1&goal=&equipment=%00&colour=red", LibraryFilters()),
        ("safe=pregnancy&favourites=only", LibraryFilters(safe="pregnancy", favourites="only")),
        ("q=a%00b", LibraryFilters(q="ab")),
    ],
)
def test_the_address_says_what_is_wanted_and_nonsense_is_left_out(query, filters):
    assert LibraryFilters.from_query(QueryDict(query)) == filters


def test_the_address_carries_only_what_is_chosen():
    assert LibraryFilters().address("/library/") == "/library/"
    assert LibraryFilters(q="knee hug", load="0").address("/library/") == (
        "/library/?q=knee+hug&load=0"
    )
    assert LibraryFilters(load="0").address("/library/", page=3) == "/library/?load=0&page=3"


def test_words_and_criteria_narrow_together(library, doctor, slugs):
    filters = LibraryFilters(q="turn", position="SIT", load="1")

    found = filters.apply(Exercise.objects.all(), doctor=doctor)

    assert slugs(found) == ["seated-rotation-hands-behind-head"]


def test_what_is_safe_with_a_condition_carries_none_of_its_cautions(library, doctor, slugs):
    found = LibraryFilters(safe="pregnancy").apply(Exercise.objects.all(), doctor=doctor)

    assert slugs(found) == [
        exercise.slug
        for exercise in Exercise.objects.all()
        if not {"PS", "PP", "PA"} & set(exercise.contraindications)
    ]


def test_every_caution_of_the_library_can_be_kept_clear_of():
    codes = " ".join(codes for _label, codes in SAFE_WITH.values()).split()

    assert sorted(codes) == sorted(Contraindication)


def test_choosing_a_filter_is_a_step_to_go_back_to_and_typing_is_not():
    now = LibraryFilters(q="knee", position="SIT")

    assert now.is_step_from("https://clinic.example/library/?q=knee")
    assert not now.is_step_from("https://clinic.example/library/?q=kn&position=SIT&page=2")


def test_a_page_can_offer_each_filter_with_what_is_chosen():
    choices = {choice.name: choice for choice in LibraryFilters(load="2").choices}

    assert list(choices) == [
        *("position", "goal", "phase", "load", "direction", "equipment", "safe", "whose"),
        "favourites",
    ]
    assert [(option.value, str(option.label)) for option in choices["load"].options] == [
        (str(load), f"Load up to {load}") for load in range(5)
    ]
    assert [option.value for option in choices["load"].options if option.selected] == ["2"]
