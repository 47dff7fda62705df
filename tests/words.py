"""What a reader sees of an answered page."""

import html
import re

from django.http import HttpResponse


def words_of(response: HttpResponse) -> str:
    """The page's words on one line, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.text)).split())
