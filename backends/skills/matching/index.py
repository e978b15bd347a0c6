"""The index of a taxonomy: everything that matching reads, as arrays that the database keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backends.skills.core.load import Core
from backends.skills.domain import Taxonomy
from backends.skills.matching.bags import Bag, added_up
from backends.skills.matching.esco_texts import EscoTexts
from backends.skills.matching.floret import FloretVectors, Vectors
from backends.skills.matching.links import Kin, Links, build_kin, build_links
from backends.skills.matching.passages import Gathered, Passage, Passages, gathered, terms_of
from backends.skills.matching.postings import Postings, bm25_postings, inverse_frequencies, packed, unpacked
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
    taxonomy: Taxonomy, core: Core, reader: TextReader, texts: EscoTexts, floret: FloretVectors
) -> Index:
    """Makes the index of a taxonomy and the core's lexicon; what the taxonomy does not know is left out.

    `reader` reads what people say; `texts` are the taxonomy's own, read before.
    """
    rows = {one.uri: row for row, one in enumerate(taxonomy.occupations)}
    skill_rows = {one.uri: row for row, one in enumerate(taxonomy.skills)}
    told = list(_told(core, rows))
    skill_told = [
        Passage(text, skill_rows[uri])
        for entry in core.expressions
        for uri in entry.skills
        if uri in skill_rows
        for text in entry.texts
    ]
    links = build_links(taxonomy, core)
    count, skill_count = len(taxonomy.occupations), len(taxonomy.skills)
    told_bags = _bags(told, count, reader)
    rarity = _relative(_rarity(told_bags, texts.official))
    words = sorted({term for bag in told_bags for term in bag})
    return Index(
        gathered(told, count, reader).weighed(floret, rarity),
        texts.official.weighed(floret, rarity),
        gathered(skill_told, skill_count, reader).weighed(floret, rarity),
        texts.skill_official.weighed(floret, rarity),
        bm25_postings(told_bags),
        texts.official_bag,
        bm25_postings([added_up([texts.labels[at] for at in links.essential(row)]) for row in range(count)]),
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


def _bags(passages: Sequence[Passage], total: int, reader: TextReader) -> list[Bag]:
    """All terms of an owner's passages with the sum of their weights."""
    said: list[list[Bag]] = [[] for _ in range(total)]
    for passage in passages:
        said[passage.owner].append(terms_of(reader.phrase(passage.text)))
    return [added_up(bags) for bags in said]


def _rarity(told: Sequence[Bag], official: Gathered) -> dict[str, float]:
    """How rare terms are among occupations as told and names of ESCO together."""
    counts = Counter(official.counts())
    counts.update(term for bag in told for term in bag)
    return inverse_frequencies(counts, sum(bool(bag) for bag in told) + len(official.owners))


def _relative(rarity: Mapping[str, float]) -> dict[str, float]:
    """Rarities between 0 and 1."""
    top = max(rarity.values(), default=1.0)
    return {term: value / top for term, value in rarity.items()}
