"""Kata penyambung: the first word of the next page, at the foot of a page.

CSS cannot look ahead, so a document is laid out once, its pages are read, and it is laid out
again with their words in the bottom margin, where they cannot move the text. The words are read
off the finished pages once more; should they differ, the document is not fit to be issued.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

_HEADINGS = frozenset({"h1", "h2", "h3"})
_MARK = re.compile(r"\(?(?:\d{1,3}|[a-z]{1,2})[.)]")
_MARGIN = "MarginBox"
_ENDING = ".,;:!?"


def first_words(pages: Sequence[Any]) -> tuple[str, ...]:
    """The word that announces each page but the first; empty where it is not announced.

    A page that begins with a heading, an annex or a table is announced by nothing. The mark of a
    list item is no word.
    """
    words: list[str] = []
    seen: set[int] = set()
    for page in pages:
        boxes = list(_in_order(page._page_box))  # noqa: SLF001 (the only view of a laid out page)
        words.append(_first_word(boxes, seen))
        seen |= {id(box.element) for box in boxes}
    return tuple(words[1:])


def page_rules(words: Sequence[str]) -> str:
    """The style that puts each word at the foot of the page before it."""
    return "".join(
        f"@page :nth({number}){{@bottom-right{{content:'{_quoted(word)}…';width:50mm;"
        "margin-left:-50mm;text-align:right;vertical-align:top;padding-top:1mm}}"
        for number, word in enumerate(words, start=1)
        if word
    )


def _quoted(word: str) -> str:
    """A word inside a CSS string: every character by its number, so that none ends it."""
    return "".join(f"\\{ord(letter):06x}" for letter in word)


def _first_word(boxes: Sequence[Any], seen: set[int]) -> str:
    for box in boxes:
        annex = box.element_tag == "section" and id(box.element) not in seen
        if annex or box.element_tag == "table" or box.element_tag in _HEADINGS:
            return ""
        for word in str(getattr(box, "text", "")).split():
            if not _MARK.fullmatch(word):
                return word.rstrip(_ENDING)
    return ""


def _in_order(box: Any) -> Iterator[Any]:
    """The boxes of a page in reading order, without what stands in its margins."""
    for child in getattr(box, "children", ()):
        if type(child).__name__ == _MARGIN:
            continue
        yield child
        yield from _in_order(child)
