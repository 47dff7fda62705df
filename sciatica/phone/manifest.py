"""What a phone is told of the app before it puts it on the home screen."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from sciatica.phone.icons import ICONS

PAPER = "#fbfaf7"


def manifest() -> dict[str, Any]:
    today, get_help = reverse("following:today"), reverse("following:help")
    return {
        "id": today,
        "name": _("Sciatica: home exercises"),
        "short_name": _("Exercises"),
        "description": _("Your exercises of today, paced, from your own doctor."),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": today,
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [_icon(name) for name in ICONS if not name.startswith("touch")],
        "shortcuts": [
            {"name": _("Today"), "url": today},
            {"name": _("Get help"), "url": get_help},
        ],
    }


def _icon(name: str) -> dict[str, str]:
    icon = ICONS[name]
    return {
        "src": reverse("icon", args=[name]),
        "sizes": f"{icon.size}x{icon.size}",
        "type": "image/png",
        "purpose": "maskable" if icon.bleeds else "any",
    }
