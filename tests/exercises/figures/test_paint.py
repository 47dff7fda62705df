from dataclasses import astuple

import pytest

from exercises.figures import paint

TILES = {"pale": "#f0f6f6", "dark": "#1e2f3d"}
BODY = {
    f"{side} {garment}": paint.Paint(*colours)
    for side, wardrobe in (("near", paint.NEAR), ("far", paint.FAR))
    for garment, colours in zip(("skin", "shirt", "shorts", "shoe"), astuple(wardrobe), strict=True)
}
THINGS = {
    "hair": paint.HAIR,
    "wood": paint.WOOD,
    "pillow": paint.PILLOW,
    "strap": paint.STRAP,
    "arrow": paint.ARROW,
}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tile", TILES)
@pytest.mark.parametrize("thing", {**BODY, **THINGS})
def test_every_part_stands_out_from_a_pale_and_a_dark_tile(thing, tile):
    colours = {**BODY, **THINGS}[thing]

    assert max(contrast(colours.fill, TILES[tile]), contrast(colours.line, TILES[tile])) >= 2


@pytest.mark.parametrize("tile", TILES)
def test_the_arrow_meets_the_contrast_that_wcag_asks_of_graphics(tile):
    assert contrast(paint.ARROW.fill, TILES[tile]) >= 3
