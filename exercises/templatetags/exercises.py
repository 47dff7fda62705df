from django import template

from exercises.codes import days_in_words
from exercises.drawing import figure_address

register = template.Library()
register.simple_tag(figure_address)
register.filter(days_in_words)
