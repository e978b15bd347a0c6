"""The words of the console: data/console/texts.<language>.yml, by dotted name in templates ."""

from pathlib import Path
from typing import Any

import yaml

from bot.texts import TextsError

LANGUAGES = ("fi", "sv", "en")
FALLBACK = "fi"


class Words:
    """A part of the texts. A name that is missing is an error, never an empty place on a page."""

    def __init__(self, place: str, words: dict[str, Any]) -> None:
        self._place = place
        self._words = words

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
    finnish = _read(data / "console" / f"texts.{FALLBACK}.yml")
    found: ConsoleTexts = {}
    for language in LANGUAGES:
        path = data / "console" / f"texts.{language}.yml"
        if path.exists():
            found[language] = Words("", _filled(_read(path), finnish))
    return found


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
        words = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise TextsError(f"{path.parent.name}/{path.name}: {error}") from error
    if not isinstance(words, dict):
        raise TextsError(f"{path.parent.name}/{path.name}: holds no texts")
    return words
