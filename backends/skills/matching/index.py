"""The index of a taxonomy: everything that matching reads, as arrays that the database keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backends.skills.core.load import Core
from backends.skills.domain import Taxonomy
from backends.skills.matching.floret import FloretVectors, Vectors
from backends.skills.matching.links import Kin, Links, build_kin, build_links
from backends.skills.matching.passages import Passage, Passages, build_passages, terms_of
from backends.skills.matching.postings import Postings, bm25_postings, packed, rarities, unpacked
from backends.skills.matching.reading import TextReader

_PASSAGES = ("told", "official", "skill_told", "skill_official")
_GROUP_DIGITS = (4, 3)
_BAGS = ("told_bag", "official_bag", "skills_bag")


@dataclass(frozen=True, slots=True)
class Index:
    """`told`: lexicon and everyday names of occupations; `official`: ESCO's own names.

    Bags hold all words of an occupation: as told, officially (names and description), of its skills' labels.
    `groups`: numbers of an occupation's ISCO unit group and of its minor group (two rows). `kin`: occupations
    that are alike by their skills.
    """

    told: Passages
    official: Passages
    skill_told: Passages
    skill_official: Passages
    told_bag: Postings
    official_bag: Postings
    skills_bag: Postings
    words: tuple[str, ...]
    word_vectors: Vectors
    word_rarity: Mapping[str, float]
    in_core: NDArray[np.bool_]
    groups: NDArray[np.int32]
    links: Links
    kin: Kin

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything as arrays."""
        stored: dict[str, NDArray[Any]] = {
            "words": packed(self.words),
            "word_vectors": self.word_vectors.astype(np.float16),
            "rarity_words": packed(self.word_rarity),
            "rarity": np.asarray(list(self.word_rarity.values()), dtype=np.float32),
            "in_core": self.in_core,
            "groups": self.groups,
            **self.links.arrays("links"),
            "kin.rows": self.kin.rows,
            "kin.likeness": self.kin.likeness,
        }
        for name in (*_PASSAGES, *_BAGS):
            stored |= getattr(self, name).arrays(name)
        return stored

    @classmethod
    def of_arrays(cls, held: Mapping[str, NDArray[Any]]) -> Index:
        """The index of `arrays`."""
        rarity = zip(unpacked(held["rarity_words"]), held["rarity"].tolist(), strict=True)
        return cls(
            Passages.of_arrays("told", held),
            Passages.of_arrays("official", held),
            Passages.of_arrays("skill_told", held),
            Passages.of_arrays("skill_official", held),
            Postings.of_arrays("told_bag", held),
            Postings.of_arrays("official_bag", held),
            Postings.of_arrays("skills_bag", held),
            tuple(unpacked(held["words"])),
            held["word_vectors"].astype(np.float32),
            dict(rarity),
            held["in_core"],
            held["groups"],
            Links.of_arrays("links", held),
            Kin(held["kin.rows"], held["kin.likeness"]),
        )


def build_index(
    taxonomy: Taxonomy, core: Core, reader: TextReader, plain: TextReader, floret: FloretVectors
) -> Index:
    """Makes the index of a taxonomy and the core's lexicon; what the taxonomy does not know is left out.

    `reader` reads what people say, `plain` what ESCO says: standard Finnish that needs no repairs.
    """
    rows = {one.uri: row for row, one in enumerate(taxonomy.occupations)}
    skill_rows = {one.uri: row for row, one in enumerate(taxonomy.skills)}
    told = list(_told(core, rows))
    official = [
        Passage(text, row)
        for row, one in enumerate(taxonomy.occupations)
        for text in (one.label, *one.alternatives)
    ]
    skill_told = [
        Passage(text, skill_rows[uri])
        for entry in core.expressions
        for uri in entry.skills
        if uri in skill_rows
        for text in entry.texts
    ]
    skill_official = [
        Passage(text, row)
        for row, one in enumerate(taxonomy.skills)
        for text in (one.label, *one.alternatives)
    ]
    links = build_links(taxonomy, core)
    count, skill_count = len(taxonomy.occupations), len(taxonomy.skills)
    told_bags = _bags(told, count, reader)
    rarity = _relative(rarities([*(bag for bag in told_bags if bag), *_texts(official, plain)]))
    words = sorted({term for bag in told_bags for term in bag})
    return Index(
        build_passages(told, count, reader, floret, rarity),
        build_passages(official, count, plain, floret, rarity),
        build_passages(skill_told, skill_count, reader, floret, rarity),
        build_passages(skill_official, skill_count, plain, floret, rarity),
        bm25_postings(told_bags),
        bm25_postings(_bags([*official, *_descriptions(taxonomy)], count, plain)),
        bm25_postings(_bags(list(_skill_labels(taxonomy, links)), count, plain)),
        tuple(words),
        floret.many(words),
        rarity,
        np.asarray([one.uri in core.chosen for one in taxonomy.occupations], dtype=np.bool_),
        np.stack([_numbered(taxonomy, digits) for digits in _GROUP_DIGITS]),
        links,
        build_kin(links),
    )


def _numbered(taxonomy: Taxonomy, digits: int) -> NDArray[np.int32]:
    """Numbers from 0 of what the first digits of the ISCO codes name."""
    codes = [(one.isco or "")[:digits] for one in taxonomy.occupations]
    numbers = {code: number for number, code in enumerate(dict.fromkeys(codes))}
    return np.asarray([numbers[code] for code in codes], dtype=np.int32)


def _told(core: Core, rows: Mapping[str, int]) -> Iterator[Passage]:
    for uri, names in core.everyday.items():
        if uri in rows:
            yield from (Passage(name, rows[uri]) for name in names)
    for entry in core.expressions:
        for uri in entry.occupations:
            if uri in rows:
                yield from (Passage(text, rows[uri]) for text in entry.texts)


def _descriptions(taxonomy: Taxonomy) -> Iterator[Passage]:
    for row, one in enumerate(taxonomy.occupations):
        if one.description:
            yield Passage(one.description, row)


def _skill_labels(taxonomy: Taxonomy, links: Links) -> Iterator[Passage]:
    for row in range(len(taxonomy.occupations)):
        yield from (Passage(taxonomy.skills[skill].label, row) for skill in links.essential(row))


def _bags(passages: Sequence[Passage], total: int, reader: TextReader) -> list[dict[str, float]]:
    """All terms of an owner's passages with the sum of their weights."""
    bags: list[dict[str, float]] = [{} for _ in range(total)]
    for passage, terms in zip(passages, _texts(passages, reader), strict=True):
        bag = bags[passage.owner]
        for term, weight in terms.items():
            bag[term] = bag.get(term, 0.0) + weight
    return bags


def _texts(passages: Iterable[Passage], reader: TextReader) -> list[dict[str, float]]:
    return [terms_of(reader.phrase(passage.text)) for passage in passages]


def _relative(rarity: Mapping[str, float]) -> dict[str, float]:
    """Rarities between 0 and 1."""
    top = max(rarity.values(), default=1.0)
    return {term: value / top for term, value in rarity.items()}
