from functools import cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from sciatica.phone import shell

register = template.Library()


@register.simple_tag
def preloaded(script: str) -> SafeString:
    """Links for all that a script imports, which else is found import by import."""
    names = _imports_now(script) if settings.DEBUG else _imports_of_this_run(script)
    links = ((static(name),) for name in names)
    return format_html_join("\n", '<link rel="modulepreload" href="{}">', links)


@cache
def _imports_of_this_run(script: str) -> list[str]:
    return _imports_now(script)


def _imports_now(script: str) -> list[str]:
    return [name for name in shell.with_imports({script}) if name != script]
