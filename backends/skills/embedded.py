"""Opens the skills mapping over the embedded core, or over an imported ESCO with the core's lexicon."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import structlog

import nlu.analysis
from backends.paths import LOOKUPS
from backends.skills.core import load_core
from backends.skills.domain import Taxonomy
from backends.skills.guide import OccupationGuide
from backends.skills.matching.floret import shared_floret
from backends.skills.matching.index import Index, build_index
from backends.skills.matching.mapper import SkillMapper
from backends.skills.matching.model import load_model
from backends.skills.matching.reading import TextReader
from backends.skills.matching.words import SKILLS_DATA, WORDS, load_words
from backends.skills.taxonomy import schema
from backends.skills.taxonomy.store import (
    TaxonomyStorageError,
    read_arrays,
    read_taxonomy,
    write_arrays,
    write_taxonomy,
)
from nlu.analysis import FinnishAnalyzer, shared_analyzer
from nlu.analysis.voikko import VoikkoMorphology
from nlu.spoken.rules import SpokenRules

_INDEXING_CODE = ("floret", "index", "links", "ngrams", "passages", "postings", "reading", "words")
CORE_DATABASE = "skills.sqlite"
_CODE = Path(__file__).resolve().parent
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Skills:
    """A taxonomy with the mapping of texts to it and the guide to its occupations."""

    taxonomy: Taxonomy
    mapper: SkillMapper
    guide: OccupationGuide


def open_skills(var: Path, taxonomy: Path | None = None) -> Skills:
    """The mapping over the database `taxonomy`, or over the core (its database is made in `var`).

    Raises:
        SkillsDataError: for a mistake in data/skills.
        TaxonomyStorageError: when `taxonomy` is no database of an import.
    """
    stamp = fingerprint()
    path = taxonomy or var / f"{stamp[:8]}-{CORE_DATABASE}"
    if taxonomy is None and not path.is_file():
        write_taxonomy(path, load_core(SKILLS_DATA).taxonomy)
        _remove_older(path)
    held = read_taxonomy(path)
    index = _index(path, held, stamp)
    mapper = SkillMapper(held, index, reader(), shared_floret(), load_model())
    return Skills(held, mapper, OccupationGuide(held, index.links))


def index_taxonomy(path: Path) -> None:
    """Makes the index of an imported taxonomy, so that the first mapping need not."""
    _index(path, read_taxonomy(path), fingerprint())


def reader() -> TextReader:
    """The reader of texts, over the process's analyser."""
    return TextReader(shared_analyzer(), load_words())


def plain_reader() -> TextReader:
    """A reader of ESCO's own texts, without spoken forms and repairs: they take long and are not needed."""
    return TextReader(FinnishAnalyzer(_Unrepaired(), rules=SpokenRules(())), load_words())


class _Unrepaired(VoikkoMorphology):
    """Voikko without its suggestions for unknown words."""

    def suggest(self, form: str) -> tuple[str, ...]:
        """No suggestion."""
        return ()


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """A digest of everything that an index is made of, besides its taxonomy."""
    digest = hashlib.sha256(str(schema.SCHEMA_VERSION).encode())
    package = Path(str(nlu.analysis.__file__)).parent.parent
    data = [path for name in ("core", "lexicon") for path in (SKILLS_DATA / name).rglob("*.yml")]
    code = [_CODE / "core" / "load.py", *(_CODE / "matching" / f"{name}.py" for name in _INDEXING_CODE)]
    words = list(LOOKUPS.rglob("*.yml"))
    language = [path for name in ("analysis", "spelling", "spoken") for path in (package / name).glob("*.py")]
    for path in sorted((*data, *code, *words, *language, WORDS)):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def _index(path: Path, taxonomy: Taxonomy, stamp: str) -> Index:
    held = read_arrays(path, stamp)
    if held is not None:
        return Index.of_arrays(held)
    index = build_index(taxonomy, load_core(SKILLS_DATA), reader(), plain_reader(), shared_floret())
    try:
        write_arrays(path, stamp, index.arrays())
    except TaxonomyStorageError as error:
        _log.warning("index_not_kept", reason=str(error))
    return index


def _remove_older(path: Path) -> None:
    for older in path.parent.glob(f"*-{CORE_DATABASE}"):
        if older != path:
            older.unlink(missing_ok=True)
