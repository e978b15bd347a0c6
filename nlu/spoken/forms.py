"""The table of spoken forms: "mä" is minä, "oon" is olla. It goes before Voikko, which reads some of them
otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from datafiles import read_yaml
from nlu.paths import LOOKUPS

FORMS = LOOKUPS / "spoken" / "forms.yml"


class SpokenForms:
    """Looks up whole forms; there is no rule in here."""

    def __init__(self, by_form: Mapping[str, str]) -> None:
        """Take a mapping from form to base form, both in lower case."""
        self._by_form = dict(by_form)

    @classmethod
    def load(cls, path: Path = FORMS) -> SpokenForms:
        """Read the table: base form, and its spoken forms separated by spaces.

        Raises:
            ValueError: when one form stands under two base forms.
        """
        by_form: dict[str, str] = {}
        for lemma, forms in read_yaml(path).items():
            for form in str(forms).split():
                if by_form.setdefault(form, str(lemma)) != str(lemma):
                    raise ValueError(f"{path.name}: {form} stands under {by_form[form]} and {lemma}")
        return cls(by_form)

    def get(self, form: str) -> str | None:
        """Return the base form of a spoken form, or None."""
        return self._by_form.get(form)

    def items(self) -> Iterator[tuple[str, str]]:
        """Yield every form with its base form."""
        yield from self._by_form.items()
