"""What every sheet and template of the house keeps to, read from the files themselves."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
SHEETS = sorted((settings.BASE_DIR / "static" / "css").rglob("*.css"))
COMPONENTS = sorted((settings.BASE_DIR / "templates" / "cotton").glob("*.html"))
LIGHT, DARK = (settings.BASE_DIR / "static/css/tokens.css").read_text().split("@media")

TEXT_AND_GROUND = [
    *((ink, ground) for ink in ("ink", "ink-2") for ground in ("paper", "surface", "mist")),
    *(("ink", f"{tone}-tint") for tone in ("action", "care", "stop")),
    *((f"{tone}-ink", f"{tone}-tint") for tone in ("action", "care", "stop", "grey")),
    *((f"{tone}-ink", "surface") for tone in ("action", "care", "stop")),
    *((f"{tone}-ink", "paper") for tone in ("action", "care", "stop")),
    ("on-action", "action"),
    ("on-action", "action-strong"),
    ("on-stop", "stop"),
    ("on-stop", "stop-strong"),
    ("on-ink", "ink"),
    ("on-ink", "grey-ink"),
    ("ink-2", "grey-tint"),
]
SHAPE_AND_GROUND = [
    *((shape, ground) for shape in ("line-strong", "action") for ground in ("paper", "surface")),
    ("focus", "paper"),
    ("stop", "surface"),
]


def colours(*blocks: str) -> dict[str, str]:
    """Token names and their colours in six digits; later blocks win, as in the cascade."""
    found = re.findall(r"--([\w-]+): #([0-9a-f]{3,6});", "".join(blocks))
    return {
        name: value if len(value) == 6 else "".join(c * 2 for c in value) for name, value in found
    }


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


SCHEMES = {"light": colours(LIGHT), "dark": colours(LIGHT, DARK)}


def named(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_AND_GROUND)
def test_text_stands_out_from_its_ground_by_four_and_a_half_to_one(scheme, text, ground):
    tokens = SCHEMES[scheme]

    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPE_AND_GROUND)
def test_edges_of_what_one_operates_stand_out_by_three_to_one(scheme, shape, ground):
    tokens = SCHEMES[scheme]

    assert contrast(tokens[shape], tokens[ground]) >= 3


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_no_template_writes_a_style_or_a_script_that_the_policy_would_refuse(path):
    source = path.read_text()

    assert re.findall(r"\sstyle=|<style|\son[a-z]+=|javascript:", source) == []
    assert re.findall(r"<script(?![^>]*\b(?:src|type=\"application/json\"))[^>]*>", source) == []


@pytest.mark.parametrize("path", SHEETS, ids=named)
def test_sheets_name_sides_by_the_flow_of_text_so_that_they_mirror(path):
    physical = (
        r"(?:margin|padding|border)-(?:left|right)\b|^\s*(?:left|right):|text-align: (?:left|right)"
    )

    assert re.findall(physical, path.read_text(), re.MULTILINE) == []


@pytest.mark.parametrize("path", SHEETS, ids=named)
def test_sheets_use_only_tokens_that_exist(path):
    sheets = "".join(sheet.read_text() for sheet in SHEETS)
    defined = set(re.findall(r"(--[\w-]+):", sheets))

    assert set(re.findall(r"var\((--[\w-]+)\)", path.read_text())) - defined == set()


@pytest.mark.parametrize("path", SHEETS, ids=named)
def test_colours_are_written_in_the_tokens_alone_so_that_the_dark_scheme_reaches_them(path):
    found = re.findall(r":[^;]*#[0-9a-f]{3,8}\b", path.read_text())

    assert bool(found) == (path.name == "tokens.css")


@pytest.mark.parametrize("path", COMPONENTS, ids=named)
def test_every_component_begins_by_saying_what_it_is(path):
    assert re.match(r"{# [A-Z].+[.\w] #}\n", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_variables_go_only_to_attributes_that_the_component_lists_and_so_escapes(path):
    """What a component does not list it hands through, and cotton hands variables through raw."""
    listed = {
        component.stem.replace("_", "-"): set(
            re.findall(r"[\s:]([\w-]+)=", re.search(r"<c-vars[^>]*>", component.read_text())[0])
        )
        for component in COMPONENTS
        if "<c-vars" in component.read_text()
    }
    given = re.findall(r"<c-([\w-]+)((?:\s+[^\s>=]+(?:=\"[^\"]*\")?)*)", path.read_text())

    raw = {
        (name, attribute)
        for name, attributes in given
        for attribute in re.findall(r"\s:([\w-]+)=", attributes)
        if name in listed and attribute not in listed[name]
    }
    assert raw == set()
