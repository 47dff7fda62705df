import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import body
from people.models import Reach

CODES = [one.code for one in body.PLACES]
answers = st.lists(st.sampled_from(CODES), unique=True)


def test_the_map_reaches_as_far_as_a_record_can_say():
    assert list(body.DOWNWARDS) == Reach.values
    assert {one.reach for one in body.PLACES} == set(Reach.values)


def test_every_place_has_its_own_code_and_words_and_a_twin_on_the_other_side():
    assert len(set(CODES)) == len({str(one.label) for one in body.PLACES}) == 22
    for left, right in zip(body.PLACES[::2], body.PLACES[1::2], strict=True):
        assert (left.side, right.side) == ("left", "right")
        assert left.code.removesuffix("_left") == right.code.removesuffix("_right")
        assert str(left.label).replace("left", "right") == str(right.label)
        assert (left.face, left.reach) == (right.face, right.reach)


def test_a_code_that_the_map_does_not_have_is_refused():
    with pytest.raises(KeyError):
        body.place("left_ear")


@pytest.mark.parametrize(
    ("codes", "reach"),
    [
        ([], ""),
        (["buttock_right", "low_back_left"], "back"),
        (["groin_left"], "thigh"),
        (["knee_back_left", "thigh_front_right"], "knee"),
        (["low_back_left", "shin_right", "thigh_back_left"], "calf"),
        (["calf_left", "heel_left"], "foot"),
    ],
)
def test_the_furthest_place_down_the_leg_is_how_far_it_reaches(codes, reach):
    assert body.reach_of(codes) == reach


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ([], ""),
        (["foot_right"], "Top of the right foot"),
        (["thigh_back_left", "low_back_left"], "Left low back, back of the left thigh"),
    ],
)
def test_places_are_named_from_the_spine_outwards_whatever_the_order_of_touch(codes, words):
    assert body.in_words(codes) == words


@pytest.mark.parametrize(
    ("before", "now", "way"),
    [
        (["thigh_back_left"], ["thigh_back_left", "calf_left"], "down"),
        (["calf_left"], ["buttock_left"], "up"),
        (["calf_left", "thigh_back_left"], ["calf_left"], "same"),
        (["calf_left"], ["shin_left"], "same"),
        ([], ["low_back_left"], "same"),
        (["low_back_left"], [], "same"),
        (["heel_left"], [], "up"),
        ([], ["groin_right"], "down"),
        (["calf_left"], ["thigh_back_left", "thigh_back_right"], "down"),
        (["calf_left", "calf_right"], ["calf_left", "knee_back_right"], "up"),
    ],
)
def test_pain_moves_down_when_either_leg_has_it_further_and_up_when_it_only_retreats(
    before, now, way
):
    assert body.moved(before, now) == way


@given(answers, answers)
def test_what_went_one_way_never_comes_back_the_same_way(before, now):
    there, back = body.moved(before, now), body.moved(now, before)

    assert (there == "same") == (back == "same")
    assert "up" not in (there, back) or {there, back} == {"up", "down"}


@given(answers, answers, st.sampled_from(CODES))
def test_one_more_place_is_never_better(before, now, code):
    gravity = ["up", "same", "down"].index

    assert gravity(body.moved(before, [*now, code])) >= gravity(body.moved(before, now))


@given(answers, answers)
def test_pain_that_reaches_further_than_before_went_down(before, now):
    def depth(codes: list[str]) -> int:
        return body.DOWNWARDS.index(body.reach_of(codes) or "back")

    if depth(now) > depth(before):
        assert body.moved(before, now) == "down"


@pytest.mark.parametrize(
    ("reach", "than", "is_further"),
    [("", "back", False), ("calf", "calf", False), ("knee", "calf", False), ("foot", "calf", True)],
)
def test_only_what_reaches_past_it_is_further_down(reach, than, is_further):
    assert body.is_further_down(reach, than=than) is is_further
