import pytest
from django.http import QueryDict

from exercises.filters import LibraryFilters
from exercises.models import Exercise


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("", LibraryFilters()),
        ("q=+knee++hug+&load=0", LibraryFilters(q="knee hug", load="0")),
        ("position=SIT&goal=mob&phase=S", LibraryFilters(position="SIT", goal="mob", phase="S")),
        ("position=FLY&load=-1&goal=&equipment=%00&colour=red", LibraryFilters()),
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


def test_words_and_criteria_narrow_together(library, slugs):
    filters = LibraryFilters(q="turn", position="SIT", load="1")

    assert slugs(filters.apply(Exercise.objects.all())) == ["seated-rotation-hands-behind-head"]


def test_a_page_can_offer_each_filter_with_what_is_chosen():
    choices = {choice.name: choice for choice in LibraryFilters(load="2").choices}

    assert list(choices) == ["position", "goal", "load", "equipment", "phase"]
    assert [(option.value, str(option.label)) for option in choices["load"].options] == [
        (str(load), f"Load up to {load}") for load in range(5)
    ]
    assert [option.value for option in choices["load"].options if option.selected] == ["2"]
