"""What the taxonomy's own texts give to the index: the slow part, which no change of the lexicon touches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from backends.skills.domain import Taxonomy
from backends.skills.matching.bags import Bag, added_up, packed_bags, unpacked_bags
from backends.skills.matching.passages import Gathered, Passage, gathered, terms_of
from backends.skills.matching.postings import Postings, bm25_postings
from backends.skills.matching.reading import TextReader


@dataclass(frozen=True, slots=True)
class EscoTexts:
    """Names of occupations (`official`) and of skills, all words of occupations, terms of skills' labels."""

    official: Gathered
    skill_official: Gathered
    official_bag: Postings
    labels: list[Bag]

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything as arrays, named as the index names them."""
        return {
            **self.official.arrays("official"),
            **self.skill_official.arrays("skill_official"),
            **self.official_bag.arrays("official_bag"),
            **packed_bags("labels", self.labels),
        }

    @classmethod
    def of_arrays(cls, held: Mapping[str, NDArray[Any]]) -> EscoTexts:
        """The texts of `arrays`."""
        return cls(
            Gathered.of_arrays("official", held),
            Gathered.of_arrays("skill_official", held),
            Postings.of_arrays("official_bag", held),
            unpacked_bags("labels", held),
        )


def read_esco_texts(taxonomy: Taxonomy, plain: TextReader) -> EscoTexts:
    """Reads all texts of a taxonomy with `plain`, a reader of standard Finnish that needs no repairs."""
    names = list(_names(taxonomy))
    said: list[list[Bag]] = [[] for _ in taxonomy.occupations]
    for passage in (*names, *_descriptions(taxonomy)):
        said[passage.owner].append(terms_of(plain.phrase(passage.text)))
    skill_names = [
        Passage(text, row)
        for row, one in enumerate(taxonomy.skills)
        for text in (one.label, *one.alternatives)
    ]
    return EscoTexts(
        gathered(names, len(taxonomy.occupations), plain),
        gathered(skill_names, len(taxonomy.skills), plain),
        bm25_postings([added_up(bags) for bags in said]),
        [terms_of(plain.phrase(one.label)) for one in taxonomy.skills],
    )


def _names(taxonomy: Taxonomy) -> Iterator[Passage]:
    for row, one in enumerate(taxonomy.occupations):
        yield from (Passage(text, row) for text in (one.label, *one.alternatives))


def _descriptions(taxonomy: Taxonomy) -> Iterator[Passage]:
    for row, one in enumerate(taxonomy.occupations):
        if one.description:
            yield Passage(one.description, row)
