"""Two to four offers side by side: for each fact what every offer says of it, in Finnish words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backends.courses.domain import Extent, Offer
from backends.courses.search.wishes import shown_modes, shown_times

FEWEST, MOST = 2, 4


@dataclass(frozen=True, slots=True)
class Row:
    """A fact with its name, and for each offer in order what is known of it ("ei tiedossa" if nothing)."""

    fact: str
    label: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the offers do not all say the same."""
        return len(set(self.values)) > 1


def compared(offers: Sequence[Offer], texts: Mapping[str, Any]) -> list[Row]:
    """All facts; `texts` are those of data/search/why.yml (names of values, labels of facts)."""
    words = FactWords(texts["names"])
    facts: Mapping[str, Callable[[Offer], str]] = {
        "kind": lambda offer: words.kind(offer),
        "provider": lambda offer: offer.provider or "",
        "place": lambda offer: ", ".join(offer.municipalities or offer.regions),
        "mode": lambda offer: words.names("mode", shown_modes(offer)),
        "time": lambda offer: words.names("time", shown_times(offer)),
        "extent": lambda offer: words.extent(offer.extent),
        "cost": lambda offer: words.names("cost", [offer.cost_class] if offer.cost_class else []),
        "application": lambda offer: words.names("application", offer.application),
        "entry": lambda offer: offer.entry_requirements or "",
        "language": lambda offer: words.names("language", offer.languages),
        "outcomes": lambda offer: "; ".join(offer.learning_outcomes),
        "checked_on": lambda offer: (
            f"{offer.checked_on.day}.{offer.checked_on.month}.{offer.checked_on.year}"
        ),
    }
    return [
        Row(name, texts["facts"][name], tuple(said(offer) or words.unknown for offer in offers))
        for name, said in facts.items()
    ]


class FactWords:
    """Says values of facts in Finnish; `names` are those of data/search/why.yml."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        self._names = names
        self.unknown = str(names["unknown"])

    def kind(self, offer: Offer) -> str:
        """The type of education as people call it; the kind where the type is not known."""
        if offer.education_type is None:
            return self.names("kind", [offer.kind])
        return self.names("type", [offer.education_type])

    def names(self, sort: str, values: Sequence[str]) -> str:
        """Names of values, joined by commas; a value without a name (a rare language) stands as it is."""
        return ", ".join(str(self._names[sort].get(value, value)) for value in values)

    def extent(self, extent: Extent | None) -> str:
        """Such as "15-30 osaamispistettä"."""
        if extent is None:
            return ""
        most = f"–{extent.maximum:g}" if extent.maximum else ""
        return f"{extent.amount:g}{most} {self._names['unit'][extent.unit]}"
