from collections.abc import Iterable

from django import template

from exercises.codes import Code, days_in_words, duration_in_words
from exercises.drawing import figure_address

register = template.Library()
register.simple_tag(figure_address)
register.filter(days_in_words)
register.filter(duration_in_words)


@register.filter
def labels(codes: Iterable[Code]) -> str:
    return ", ".join(str(code.label) for code in codes)
