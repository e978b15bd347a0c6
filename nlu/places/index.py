"""Looks forms up: one dictionary of all forms of all names, and one for writers without umlauts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nlu.places.inflection import forms_of
from nlu.places.model import Case, Name

MOST_WORDS = 3
# "-kkii" and, after an n, "-nii" are the "-kin" of the east: "Iisalmessakkii", "Kuopioonnii".
_CLITIC = re.compile(r"(.{3,}?)(?:k?k(?:in?|iin?|aan|ään)|k(?:os?|ös?|ohan|öhän)|h[aä]n|p[aä]|(?<=n)nii)$")
_INHABITANT = re.compile(r"(\w{3,})l[aä]i(?:nen|s\w{1,6})$")
_UMLAUTS = str.maketrans("äöå", "aoa")
# Last parts of names that people write as a word of its own: "seinä joki".
_SPLIT = re.compile(
    r"(?!iso|uusi|pyhä|kala|lumi|kivi|kari|leppä)\w{4,}?"
    r"(?=(?:järvi|joki|koski|mäki|niemi|salmi|saari|linna|ranta|suu|pää|kylä)$)"
)


def without_clitic(word: str) -> str | None:
    """Return a word in lower case without its clitic, None where it has none."""
    clitic = _CLITIC.match(word)
    return clitic[1] if clitic else None


@dataclass(frozen=True)
class Found:
    """A form that belongs to a name; `form` is as looked up, without its clitic."""

    form: str
    name: Name
    case: Case


class FormIndex:
    """All forms of all names."""

    def __init__(self, names: Iterable[Name]) -> None:
        """Inflect the names; of two with the same form the earlier keeps it."""
        self._forms: dict[str, tuple[Name, Case]] = {}
        self._folded: dict[str, tuple[Name, Case]] = {}
        self._first_words: set[str] = set()
        for name in names:
            for form, case in _written(name):
                if form not in self._forms:
                    self._forms[form] = (name, case)
                    folded = form.translate(_UMLAUTS)
                    if folded != form:
                        self._folded.setdefault(folded, (name, case))
                    first, space, _ = form.partition(" ")
                    if space:
                        self._first_words.update((first, first.translate(_UMLAUTS)))

    def begins_several(self, word: str) -> bool:
        """Whether a word in lower case may be the first of a form of several words."""
        return word in self._first_words or word.translate(_UMLAUTS) in self._first_words

    def find(self, text: str) -> Found | None:
        """Return the name that a form in lower case belongs to, clitic or not, umlauts or not."""
        found = self.exact(text) or self._inhabitant(text)
        if found is not None:
            return found
        bare = without_clitic(text)
        return self.exact(bare) if bare else None

    def exact(self, text: str) -> Found | None:
        """Return the name that a form belongs to as it stands, umlauts or not."""
        entry = self._forms.get(text) or self._folded.get(text) or self._folded.get(text.translate(_UMLAUTS))
        return Found(text, *entry) if entry else None

    def _inhabitant(self, text: str) -> Found | None:
        """Read "oululainen" as Oulu: the stem before the ending is that of the essive."""
        match = _INHABITANT.match(text)
        return self.exact(match[1] + "na") or self.exact(match[1] + "nä") if match else None

    def forms(self) -> Iterator[Found]:
        """Yield every form, the ones without umlauts too."""
        for table in (self._forms, self._folded):
            for form, (name, case) in table.items():
                yield Found(form, name, case)


def _written(name: Name) -> Iterator[tuple[str, Case]]:
    """The forms of a name, and the ways in which people write them apart or together."""
    base = name.text.lower()
    match = _SPLIT.match(base) if name.text == name.means else None
    split = match.end() if match else 0
    for form, case in forms_of(name.text, name.stems):
        yield form, case
        if "-" in form:
            yield form.replace("-", " "), case
            yield form.replace("-", ""), case
        elif split:
            yield f"{form[:split]} {form[split:]}", case
