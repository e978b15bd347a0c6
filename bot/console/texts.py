"""The words of the console: data/console/texts.<language>.yml, by dotted name in templates.

Another language is another file. It may have a part of the sections; what it lacks is said in Finnish.
"""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import yaml

from bot.texts import TextsError
from datafiles import read_yaml

FALLBACK = "fi"
FILE = re.compile(r"texts\.([a-z]{2})\.yml")
SECTIONS = {  # of pages that are not called as theirs
    "contacts": "contact",
    "guide": "guided",
    "guide_person": "person",
    "guided_start": "guided",
    "impact_tables": "impact",
    "knowledge_edit": "knowledge",
    "knowledge_fact": "knowledge",
    "knowledge_questions": "knowledge",
    "notice": "problems",
    "problem": "problems",
    "sign_in": "signin",
    "signed_out": "signin",
    "training_lesson": "training",
}


class Words:
    """A part of the texts. A name that is missing is an error, never an empty place on a page."""

    def __init__(self, place: str, words: dict[str, Any], borrowed: Collection[str] = ()) -> None:
        self._place = place
        self._words = words
        self._borrowed = frozenset(borrowed)

    def spoken_in(self, template: str) -> str:
        """The language of a page's own words, for who hears them read out; a page may be borrowed whole."""
        name = template.removesuffix(".html")
        section = SECTIONS.get(name, name)
        return str(self._words["language"]) if section in self._words.keys() - self._borrowed else FALLBACK

    def __getattr__(self, name: str) -> Any:
        """A sentence, or a part of the texts."""
        try:
            found = self._words[name]
        except KeyError:
            raise AttributeError(f"{self._place}{name}") from None
        return Words(f"{self._place}{name}.", found) if isinstance(found, dict) else found

    def __getitem__(self, name: str) -> Any:
        """The same, for names that are data (`t.owners[owner]`)."""
        return getattr(self, name)

    def get(self, name: str, otherwise: str) -> Any:
        """The same, with what is shown for a name that nobody has put into words."""
        return getattr(self, name) if name in self._words else otherwise


ConsoleTexts = dict[str, Words]


def read_console_texts(data: Path) -> ConsoleTexts:
    """Read the texts of every language that has a file; Finnish must, and stands in for what one lacks.

    Raises TextsError.
    """
    folder = data / "console"
    finnish = _read(folder / f"texts.{FALLBACK}.yml")
    found: ConsoleTexts = {FALLBACK: Words("", finnish)}
    for path in sorted(folder.glob("texts.*.yml")):
        named = FILE.fullmatch(path.name)
        if named and named[1] != FALLBACK:
            words = _read(path)
            found[named[1]] = Words("", _filled(words, finnish), _borrowed(words, finnish))
    return found


def _borrowed(words: dict[str, Any], otherwise: dict[str, Any]) -> set[str]:
    """The sections of the other language: those without a title here, though single words may be given."""
    titled = {name for name, said in otherwise.items() if isinstance(said, dict) and "title" in said}
    untitled = {name for name in titled & words.keys() if "title" not in words[name]}
    return (otherwise.keys() - words.keys()) | untitled


def _filled(words: dict[str, Any], otherwise: dict[str, Any]) -> dict[str, Any]:
    """The words, with those of another language where they lack one."""
    filled = dict(otherwise)
    for name, said in words.items():
        other = otherwise.get(name)
        filled[name] = _filled(said, other) if isinstance(said, dict) and isinstance(other, dict) else said
    return filled


def read_words(path: Path) -> Words:
    """Read a file of words. Raises TextsError."""
    return Words("", _read(path))


def _read(path: Path) -> dict[str, Any]:
    try:
        words = read_yaml(path)
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise TextsError(f"{path.parent.name}/{path.name}: {error}") from error
    if not isinstance(words, dict):
        raise TextsError(f"{path.parent.name}/{path.name}: holds no texts")
    return words
