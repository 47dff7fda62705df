"""The app's icons, drawn from the mark itself in the sizes that phones ask for."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from django.conf import settings
from PIL import Image, ImageDraw

MARK = Path(settings.BASE_DIR) / "static" / "img" / "mark.svg"
SVG = "{http://www.w3.org/2000/svg}"
#: Drawn so many times larger, then made smaller, for smooth edges.
FINER = 4


@dataclass(frozen=True)
class Icon:
    """A square of so many pixels; `bleeds` to its edge where the phone cuts the shape itself."""

    size: int
    bleeds: bool = False
    #: Of the mark's figure; a maskable icon keeps it inside the circle that no phone cuts.
    scale: float = 1


ICONS = {
    "icon-192": Icon(192),
    "icon-512": Icon(512),
    "maskable-192": Icon(192, bleeds=True, scale=0.8),
    "maskable-512": Icon(512, bleeds=True, scale=0.8),
    "touch-180": Icon(180, bleeds=True),
}


@cache
def png(name: str) -> bytes:
    icon, drawing = ICONS[name], ElementTree.parse(MARK).getroot()  # noqa: S314 (our own file)
    picture = _drawn(icon, drawing).resize((icon.size, icon.size), Image.Resampling.LANCZOS)
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def _drawn(icon: Icon, drawing: ElementTree.Element) -> Image.Image:
    side, across = icon.size * FINER, float(drawing.attrib["viewBox"].split()[2])
    ground, ink = next(drawing.iter(f"{SVG}rect")), drawing.attrib["fill"]
    unit = side / across
    picture = Image.new("RGBA", (side, side))
    pen = ImageDraw.Draw(picture)
    corner = 0 if icon.bleeds else float(ground.attrib["rx"]) * unit
    pen.rounded_rectangle((0, 0, side - 1, side - 1), corner, fill=ground.attrib["fill"])
    for circle in drawing.iter(f"{SVG}circle"):
        x, y, radius = (float(circle.attrib[name]) for name in ("cx", "cy", "r"))
        centre = [side / 2 + (at - across / 2) * unit * icon.scale for at in (x, y)]
        pen.circle((centre[0], centre[1]), radius * unit * icon.scale, fill=ink)
    return picture
