"""The places of the body map, as templates ask for them."""

from typing import get_args

from django import template

from people.body import PLACES, Face, Place

register = template.Library()


@register.simple_tag
def places_by_face() -> dict[str, list[Place]]:
    return {face: [one for one in PLACES if one.face == face] for face in get_args(Face)}
