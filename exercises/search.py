"""What a doctor types, made comparable with the library's names: pure, no database."""

import re
import unicodedata
from collections.abc import Iterable

MOST_WORDS = 8
# No word that is looked for is longer; one grows when its ligatures are taken apart.
MOST_LETTERS = 30
# The library's texts are English; in another language these are words like any other.
FILLERS = frozenset(["a", "an", "and", "at", "for", "in", "my", "of", "on", "the", "to", "with"])
ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|s)$")
LEAST_LETTERS = 4  # A shorter word with a slip in it could be almost any other.
DOUBLED = re.compile(r"([^\W_])\1$")


def fold(texts: Iterable[str]) -> str:
    """One line without case, accents or punctuation: "Cat-camel" and "CÁT camel" are the same."""
    decomposed = unicodedata.normalize("NFKD", " ".join(texts).casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", " ", re.sub("['’]", "", letters)).strip()


def words_of(text: str) -> list[str]:
    """The words to look for, each once; fillers count only where nothing else is typed."""
    words = list(dict.fromkeys(word[:MOST_LETTERS] for word in fold([text]).split()))
    return ([word for word in words if word not in FILLERS] or words)[:MOST_WORDS]


def stem(word: str) -> str:
    """What "hug", "hugs", "hugged" and "hugging" begin with."""
    bare = ENDING.sub("", word)
    return bare if bare == word else DOUBLED.sub(r"\1", bare)


def one_slip_from(word: str) -> str:
    """A pattern of what was meant, if one letter is wrong, missing, too many or out of turn."""
    if len(word) < LEAST_LETTERS:
        return word
    places = range(len(word))
    meant = [
        *(rf"{word[:at]}\w{word[at + 1 :]}" for at in places),
        *(rf"{word[:at]}\w{word[at:]}" for at in places),
        *(word[:at] + word[at + 1 :] for at in places),
        *(f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in places[:-1]),
    ]
    return "|".join(meant)
