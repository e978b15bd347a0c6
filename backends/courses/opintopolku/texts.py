"""Texts of Opintopolku: one language out of several, plain text out of HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

LANGUAGES = ("fi", "sv", "en")
_BLOCKS = frozenset({"p", "li", "ul", "ol", "br", "div", "h1", "h2", "h3", "h4", "tr"})
_SILENT = frozenset({"script", "style"})
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")


def chosen(texts: Mapping[str, str | None] | None) -> str:
    """The text in Finnish, else in Swedish, else in English, as plain text; '' if there is none."""
    for language in LANGUAGES:
        text = plain((texts or {}).get(language) or "")
        if text:
            return text
    return ""


def plain(html: str) -> str:
    """HTML as one line of text."""
    return _Reader.read(html).text


def listed(html: str) -> tuple[str, ...]:
    """The items of the HTML's lists."""
    return tuple(_Reader.read(html).items)


def shortened(text: str, longest: int) -> str:
    """The whole sentences that fit in `longest` characters; a first sentence that is longer is cut."""
    if len(text) <= longest:
        return text
    kept = ""
    for sentence in _SENTENCE_END.split(text):
        if len(kept) + len(sentence) + 1 > longest:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or text[: longest - 1].rsplit(" ", 1)[0] + "…"


class _Reader(HTMLParser):
    """Gathers text; a tag that begins or ends a block parts words, any other does not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._silent = 0
        self._text: list[str] = []
        self._items: list[list[str]] = []
        self._in_item = False

    @classmethod
    def read(cls, html: str) -> _Reader:
        reader = cls()
        reader.feed(html)
        reader.close()
        return reader

    @property
    def text(self) -> str:
        return _collapsed(self._text)

    @property
    def items(self) -> list[str]:
        return [text for item in self._items if (text := _collapsed(item))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        self._part(tag)
        if tag == "li":
            self._items.append([])
            self._in_item = True

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(self._silent - (tag in _SILENT), 0)
        self._part(tag)
        if tag == "li":
            self._in_item = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._add(data)

    def _part(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._add(" ")

    def _add(self, text: str) -> None:
        self._text.append(text)
        if self._in_item:
            self._items[-1].append(text)


def _collapsed(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())
