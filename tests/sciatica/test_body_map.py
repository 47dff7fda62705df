"""The component of the body map: a list of boxes, and labels of the same on a figure."""

import re

from django.conf import settings
from django.template import Context, Template
from pytest_django.asserts import assertInHTML

from people.body import PLACES

CODES = {one.code for one in PLACES}


def drawn(attributes: str = "", **context: object) -> str:
    return Template(f"{{% cotton body-map {attributes} /%}}").render(Context(context))


def test_every_place_is_a_box_of_the_list_and_a_label_and_a_region_on_the_figure():
    html = drawn('legend="Where?"')

    assert set(re.findall(r'type="checkbox"\s+name="places"\s+value="(\w+)"', html)) == CODES
    assert set(re.findall(r'<label for="places-(\w+)"', html)) == CODES
    assert set(re.findall(r'<path data-place="(\w+)"', html)) == CODES
    assertInHTML('<legend class="choices__legend">Where?</legend>', html, count=1)


def test_the_boxes_bear_the_places_in_words():
    html = drawn()

    words = re.findall(r"<span>(.*?)</span>\s*<svg", html)
    assert words == [str(one.label).capitalize() for one in PLACES]


def test_what_was_chosen_is_ticked():
    html = drawn(':chosen="codes"', codes=["calf_left", "heel_right"])

    ticked = re.findall(r'value="(\w+)"\s+checked', html)
    assert ticked == ["calf_left", "heel_right"]


def test_two_maps_of_a_page_go_by_their_names():
    html = drawn('name="before_places"')

    assert html.count('name="before_places"') == html.count('id="before_places-') == len(CODES)
    assert html.count('id="places-') == 0


def test_the_sheet_lights_up_every_place():
    sheet = (settings.BASE_DIR / "static" / "css" / "body-map.css").read_text()

    lit = re.findall(r'\[value="(\w+)"\]:checked\) \[data-place="(\w+)"\]', sheet)
    assert {box for box, region in lit if box == region} == CODES
    assert len(lit) == len(CODES)
