"""Which English words a ten-year-old knows: a published list, and what an exercise needs beside."""

import re
from functools import cache
from importlib.metadata import distribution

# Edgar Dale and Jeanne Chall's list (1948, 1995): words that most American fourth graders know.
DALE_CHALL = distribution("textstat").locate_file("textstat/resources/en/easy_words.txt")
ENDINGS = {
    **{"s": ("",), "es": ("",), "ies": ("y",), "ves": ("f", "fe"), "ly": ("", "le")},
    **{"ed": ("", "e"), "ing": ("", "e"), "er": ("", "e"), "est": ("", "e")},
}
BODY = (
    "ankle belly breastbone buttock forearm groin muscle shin spine thigh tummy wrist",
    "dizzy numbness tingle",
)
MOVING = (
    "arch balance comfortable control effort force gentle lengthen movement opposite press relax",
    "slump squat steady straighten support tighten tuck twist unsteady",
)
REST = ("brisk calm firm onto weight width",)


@cache
def known() -> frozenset[str]:
    listed = DALE_CHALL.read_text(encoding="utf-8").split()
    needed = " ".join((*BODY, *MOVING, *REST)).split()
    return frozenset((*listed, *needed))


def hard_words(text: str) -> list[str]:
    """The words of the text that are not known in any of their forms."""
    words = re.findall(r"[a-z]+(?:'[a-z]+)?", text.lower())
    return sorted({word for word in words if not forms(word) & known()})


def forms(word: str) -> set[str]:
    """The word, and what it may be a plural, a tense, a comparison or an adverb of."""
    found = {word}
    for ending, endings_before in ENDINGS.items():
        stem = word.removesuffix(ending)
        if stem != word:
            found |= {stem + before for before in endings_before}
            found |= {stem[:-1]} if stem[-2:-1] == stem[-1:] else set()
    return found
