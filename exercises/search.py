"""How the library's names are compared with what a doctor types."""

import re
import unicodedata
from collections.abc import Iterable


def fold(texts: Iterable[str]) -> str:
    """One line without case, accents or punctuation: "Cat-camel" and "CÁT camel" are the same."""
    decomposed = unicodedata.normalize("NFKD", " ".join(texts).casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", " ", letters).strip()
