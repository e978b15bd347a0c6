"""Offers as rows of the tables of schema.py."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from backends.courses.domain import Offer
from backends.courses.search.terms import IndexTerms, TermAnalyzer, indexed_texts
from backends.courses.search.wishes import shown_modes, shown_times
from backends.courses.storage.candidates import FIELD_WEIGHTS
from backends.courses.storage.documents import to_json
from backends.courses.storage.schema import SEPARATOR

type Row = dict[str, Any]
ALL_COURSES = 0


@dataclass(frozen=True, slots=True)
class Numbered:
    """An offer with its row and its course's number."""

    row: int
    course: int
    offer: Offer


def numbered(offers: Iterable[Offer]) -> tuple[list[Numbered], list[Offer]]:
    """Offers with their numbers, and one offer of each course in the order of the courses' numbers
    (from 1).
    """
    courses: dict[tuple[Any, ...], int] = {}
    first: list[Offer] = []
    found = []
    for row, offer in enumerate(offers, start=1):
        course = courses.setdefault(indexed_texts(offer), len(courses) + 1)
        if course > len(first):
            first.append(offer)
        found.append(Numbered(row, course, offer))
    return found, first


def offer_row(one: Numbered) -> Row:
    """The row of an offer."""
    offer = one.offer
    return {
        "row": one.row,
        "id": offer.id,
        "course": one.course,
        "name": offer.name,
        "kind": str(offer.kind),
        "sample": offer.sample,
        "provider": offer.provider,
        "qualification": offer.qualification,
        "cost_class": str(offer.cost_class) if offer.cost_class else None,
        "municipalities": SEPARATOR.join(offer.municipalities),
        "regions": SEPARATOR.join(offer.regions),
        "modes": SEPARATOR.join(offer.modes),
        "times": SEPARATOR.join(offer.times),
        "document": to_json(offer),
    }


def facet_rows(offers: Iterable[Numbered]) -> Iterator[Row]:
    """Counts by course, and over all courses."""
    counts: Counter[tuple[int, str, str]] = Counter()
    for one in offers:
        offer = one.offer
        single = (("kind", offer.kind), ("field", offer.field_level1), ("cost", offer.cost_class))
        for facet, value in (*_values(offer), *((name, str(held)) for name, held in single if held)):
            counts[one.course, facet, value] += 1
            counts[ALL_COURSES, facet, value] += 1
    for (course, facet, value), count in counts.items():
        yield {"course": course, "facet": facet, "value": value, "count": count}


def phrase_rows(offers: Iterable[Offer]) -> Iterator[Row]:
    """Names, titles and keywords with the number of offers."""
    phrases: Counter[str] = Counter()
    for offer in offers:
        phrases.update(dict.fromkeys((offer.name, *offer.titles, *offer.keywords), 1))
    for text, count in phrases.items():
        yield {"text": text, "count": count}


def provider_rows(offers: Iterable[Offer], analyzer: TermAnalyzer) -> Iterator[Row]:
    """Providers with the terms of their names."""
    for name in dict.fromkeys(offer.provider for offer in offers if offer.provider):
        yield {"name": name, "terms": " ".join(analyzer.name_terms(name))}


def vocabulary_rows(indexed: Sequence[IndexTerms]) -> Iterator[Row]:
    """Terms with how many courses have them."""
    fields: Mapping[str, Counter[str]] = defaultdict(Counter)
    courses: Counter[str] = Counter()
    for terms in indexed:
        by_field = {name: set(text.split()) for name, text in asdict(terms).items()}
        for name, held in by_field.items():
            fields[name].update(held)
        courses.update(set().union(*by_field.values()))
    for term, count in courses.items():
        yield {"term": term, "courses": count, **{name: fields[name][term] for name in FIELD_WEIGHTS}}


def searched_words(offer: Offer) -> str:
    """What is compared with a query by pieces of words."""
    return " ".join((offer.name, *offer.titles, *offer.keywords)).lower()


def _values(offer: Offer) -> Iterator[tuple[str, str]]:
    sorts: Mapping[str, Iterable[str]] = {
        "municipality": offer.municipalities,
        "region": offer.regions,
        "mode": shown_modes(offer),
        "time": shown_times(offer),
    }
    for sort, values in sorts.items():
        for value in dict.fromkeys(values):
            yield sort, str(value)
