"""The SVG that figures become."""

import gzip
import re
from xml.etree import ElementTree

import pytest

from exercises import figures
from exercises.codes import Position
from exercises.content import read_library
from exercises.figures import svg
from exercises.figures.motion import CALM, moments, picture
from exercises.figures.shapes import UNITS
from tests.exercises.figures.frames import EXERCISES

SVG = "{http://www.w3.org/2000/svg}"
SLUGS = figures.slugs()
#: One relative command of a path with as many numbers as it takes, an arc's radii above nothing.
COMMAND = re.compile(
    r"[ml]-?\d+[ -]\d+|[qs]-?\d+(?:[ -]\d+){3}|c-?\d+(?:[ -]\d+){5}|z"
    r"|a([1-9]\d*) \1 0 0 1[ -]\d+[ -]\d+"
)
MOVING = [exercise.slug for exercise in EXERCISES if exercise.end != "start"]


def every_picture(slug: str) -> dict[str, str]:
    return {
        f"{name} {side}": draw(side)
        for side in ("right", "left")
        for name, draw in {
            "film": lambda side: figures.animated(slug, side=side),
            "sheet": lambda side: figures.still(slug, side=side),
            "start": lambda side: figures.still(slug, side=side, frame="start"),
            "end": lambda side: figures.still(slug, side=side, frame="end"),
        }.items()
    }


def test_every_text_of_the_library_has_a_figure_and_every_figure_a_text():
    assert list(SLUGS) == sorted(text.slug for text in read_library())


@pytest.mark.parametrize("slug", SLUGS)
def test_every_picture_is_an_svg_that_scales_and_says_it_is_a_picture(slug):
    for picture_of in every_picture(slug).values():
        root = ElementTree.fromstring(picture_of)  # noqa: S314 - our own output

        assert root.tag == f"{SVG}svg"
        assert sorted(root.attrib) == ["class", "role", "viewBox"]
        assert (root.get("class"), root.get("role")) == ("figure", "img")


@pytest.mark.parametrize("slug", SLUGS)
def test_every_path_is_one_that_a_browser_can_follow(slug):
    for picture_of in every_picture(slug).values():
        for path in re.findall(r'(?: d|values)="([^"]*)"', picture_of):
            for frame in path.split(";"):
                assert COMMAND.sub("", frame) == ""


@pytest.mark.parametrize("slug", SLUGS)
def test_no_picture_has_styles_scripts_or_ids(slug):
    for picture_of in every_picture(slug).values():
        nodes = list(ElementTree.fromstring(picture_of).iter())  # noqa: S314 - our own output

        assert {node.tag.removeprefix(SVG) for node in nodes} <= {"svg", "g", "path", "animate"}
        assert {name for node in nodes for name in node.attrib} & {"style", "id", "href"} == set()


@pytest.mark.parametrize("slug", SLUGS)
def test_all_pictures_of_an_exercise_share_one_frame_so_that_they_can_change_places(slug):
    frames = {
        name: re.search(r'viewBox="(\S+) (\S+) (\S+) (\S+)"', text).groups()
        for name, text in every_picture(slug).items()
    }

    right = {frame for name, frame in frames.items() if name.endswith("right")}
    left = {frame for name, frame in frames.items() if name.endswith("left")}
    [(x, y, width, height)] = right
    assert left == {(str(-int(x) - int(width)), y, width, height)}


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.slug)
def test_nothing_is_ever_drawn_outside_the_frame(exercise):
    left, top, width, height = svg.view_box(exercise)

    outside = [
        point
        for _, moment in moments(exercise, CALM)
        for part in picture(exercise, moment)
        for step in part.outline
        for point in step.points
        if not left <= point.real * UNITS <= left + width
        or not top <= -point.imag * UNITS <= top + height
    ]

    assert outside == []


def test_no_two_exercises_look_the_same():
    sheets = {re.sub(r'viewBox="[^"]*"', "", figures.still(slug)) for slug in SLUGS}
    ends = {figures.still(slug, frame="end") for slug in SLUGS}

    assert (len(sheets), len(ends)) == (len(SLUGS), len(SLUGS))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_film_is_light_enough_for_a_phone(slug):
    assert len(gzip.compress(figures.animated(slug).encode())) <= 12_000


@pytest.mark.parametrize("slug", MOVING)
def test_one_loop_lasts_as_long_as_one_repetition_and_begins_in_the_start_pose(slug):
    film = figures.animated(slug, timing=figures.Timing(3, 10, 4))
    start = ElementTree.fromstring(figures.still(slug, frame="start"))  # noqa: S314 - our own output

    outlines = {path.get("d") for path in start.iter(f"{SVG}path")}
    for path in ElementTree.fromstring(film).iter(f"{SVG}path"):  # noqa: S314 - our own output
        for animate in path:
            values = animate.get("values").split(";")
            assert animate.get("dur") == "17s"
            assert animate.get("repeatCount") == "indefinite"
            assert values[0] == values[-1] == path.get("d")
            assert values[0] in outlines


@pytest.mark.parametrize("slug", MOVING)
def test_the_end_pose_is_held_from_the_end_of_the_way_out_to_the_way_back(slug):
    film = figures.animated(slug, timing=figures.Timing(3, 10, 4))
    end = figures.still(slug, frame="end")

    times = [float(time) for time in re.search(r'keyTimes="([^"]+)"', film)[1].split(";")]
    held = [times.index(round(when / 17, 4)) for when in (3, 13)]
    assert times == sorted(times)
    assert (times[0], times[-1]) == (0, 1)
    assert held[1] == held[0] + 1
    for values in re.findall(r'values="([^"]+)"', film):
        frames = values.split(";")
        assert len(frames) == len(times)
        assert frames[held[0]] == frames[held[1]]
        assert f'd="{frames[held[0]]}"' in end


@pytest.mark.parametrize(
    ("timing", "times"),
    [
        (figures.Timing(1, 0, 1), 17),
        (figures.Timing(1, 1, 1), 18),
        (figures.Timing(0, 2, 1), 11),
        (figures.Timing(1, 2, 0), 11),
    ],
)
def test_a_part_without_time_has_no_frames_of_its_own(timing, times):
    film = figures.animated("superman", timing=timing)

    assert re.search(r'keyTimes="([^"]+)"', film)[1].count(";") + 1 == times


def test_a_cycle_goes_through_all_its_poses():
    film = figures.animated("cat-camel-forearms", timing=figures.Timing(3, 0, 3))

    times = re.search(r'keyTimes="([^"]+)"', film)[1].split(";")
    assert [times[index] for index in (0, 8, 16, 24)] == ["0", "0.5", "0.8333", "1"]


def test_the_left_side_is_the_mirror_image_of_the_right():
    right = figures.still("hook-lying-leg-raise", side="right")
    left = figures.still("hook-lying-leg-raise", side="left")

    unframed = re.sub(r'viewBox="[^"]*"', "", left).replace(' transform="scale(-1 1)"', "")
    assert 'transform="scale(-1 1)"' in left
    assert unframed == re.sub(r'viewBox="[^"]*"', "", right)


@pytest.mark.parametrize("text", read_library(), ids=lambda text: text.slug)
def test_an_exercise_moves_and_a_resting_position_does_not(text):
    long = text.dose.hold > 60  # seconds, as the clinical rules have it
    resting = long and text.position != Position.WALKING

    assert ("<animate" in figures.animated(text.slug)) != resting


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({"figure": "handstand"}, "There is no figure of that name."),
        ({"figure": "../poses/superman"}, "There is no figure of that name."),
        ({"figure": "superman", "side": "both"}, "The side must be left or right."),
        ({"figure": "superman", "frame": "last"}, "The frame must be start, end or sheet."),
    ],
)
def test_a_picture_that_does_not_exist_is_refused_in_words(request_, words):
    with pytest.raises(figures.FigureRequestError, match=re.escape(words)):
        figures.still(**request_)


def test_the_contact_sheet_shows_every_exercise():
    sheet = ElementTree.fromstring(figures.contact_sheet())  # noqa: S314 - our own output

    assert [label.text for label in sheet.iter(f"{SVG}text")] == list(SLUGS)
    assert len(list(sheet.iter(f"{SVG}svg"))) == 1 + 8 * len(SLUGS)
