import gzip
import re

import pytest
from django_cotton import render_component

from exercises.content import read_library
from exercises.drawing import edition, library_figure
from tests.factories import exercise

HUG = "/library/double-knee-to-chest/figure.svg"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["", "?still=1", "?frame=start", "?frame=end", "?side=left"])
def test_anyone_may_have_the_figure(client, query):
    response = client.get(HUG + query)

    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.text.startswith("<svg")
    assert ("<animate" in response.text) == (query in ("", "?side=left"))


def test_every_exercise_of_the_library_has_a_figure(client):
    answers = {
        text.slug: client.get(f"/library/{text.slug}/figure.svg?still=1").status_code
        for text in read_library()
    }

    assert set(answers.values()) == {200}


def test_the_figure_moves_at_the_tempo_and_hold_of_the_dose(client):
    response = client.get(f"{HUG}?tempo=4-0-2&hold=10")

    assert set(re.findall(r'dur="([^"]+)"', response.text)) == {"16s"}


def test_a_walk_is_never_held(client):
    response = client.get("/library/walking-easy/figure.svg?tempo=1-0-1&hold=300")

    assert set(re.findall(r'dur="([^"]+)"', response.text)) == {"2s"}


@pytest.mark.parametrize(
    "query",
    ["tempo=fast", "tempo=3-1", "tempo=99-1-3", "tempo=0-0-0", "hold=-3", "hold=1801", "hold=x"],
)
def test_a_tempo_or_hold_that_makes_no_sense_is_refused_in_words(client, query):
    response = client.get(f"{HUG}?{query}")

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert re.search(r"tempo|hold", response.text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("side=middle", "The side must be left or right."),
        ("frame=last", "The frame must be start, end or sheet."),
        ("side=", "The side must be left or right."),
    ],
)
def test_a_side_or_frame_that_does_not_exist_is_refused_in_words(client, query, words):
    response = client.get(f"{HUG}?{query}")

    assert (response.status_code, response.text) == (400, words)


def test_an_unknown_exercise_has_no_figure(client):
    assert client.get("/library/handstand/figure.svg").status_code == 404


def test_a_figure_with_its_edition_is_kept_for_a_year_and_another_for_an_hour(client):
    kept = {query: client.get(HUG + query).headers["Cache-Control"] for query in ("?v=1", "")}

    assert kept == {"?v=1": "public, max-age=31536000, immutable", "": "public, max-age=3600"}


def test_a_figure_travels_compressed(client):
    response = client.get(HUG, headers={"Accept-Encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).startswith(b"<svg")
    assert len(response.content) < 12_000


def test_an_address_names_the_edition_and_only_what_is_asked():
    assert library_figure("superman", tempo="3-1-3", hold="", side="left") == (
        f"/library/superman/figure.svg?tempo=3-1-3&side=left&v={edition()}"
    )


def attribute_of(picture: str, attribute: str) -> str:
    return re.search(rf'{attribute}="([^"]+)"', picture)[1].replace("&amp;", "&")


def test_a_moving_figure_gives_a_still_to_those_who_want_no_motion(rf):
    picture = render_component(
        rf.get("/"),
        "figure",
        version=exercise("superman").current,
        tempo="3-1-3",
        hold="4",
        alt="Lift",
        moving=True,
    )

    assert attribute_of(picture, "src") == library_figure("superman", tempo="3-1-3", hold="4")
    assert attribute_of(picture, "media") == "(prefers-reduced-motion: reduce)"
    assert attribute_of(picture, "srcset") == library_figure("superman", still="1")
    assert attribute_of(picture, "alt") == "Lift"


def test_a_hover_figure_stands_still_and_knows_its_film(rf):
    picture = render_component(
        rf.get("/"), "figure", version=exercise("superman").current, side="left", hover=True
    )

    still = library_figure("superman", still="1", side="left")
    assert attribute_of(picture, "src") == attribute_of(picture, "data-still") == still
    assert attribute_of(picture, "data-film") == library_figure("superman", side="left")


def test_a_plain_figure_stands_still(rf):
    picture = render_component(rf.get("/"), "figure", version=exercise("superman").current)

    assert attribute_of(picture, "src") == library_figure("superman", still="1")
    assert "data-film" not in picture
