"""Opens the skills mapping over the embedded core, or over an imported ESCO with the core's lexicon."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import structlog
from numpy.typing import NDArray

import nlu.analysis
from backends.paths import LOOKUPS
from backends.skills.core import Core, load_core
from backends.skills.domain import Taxonomy
from backends.skills.guide import OccupationGuide
from backends.skills.matching.esco_texts import EscoTexts, read_esco_texts
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

_TEXTS_CODE = ("abuse", "bags", "esco_texts", "ngrams", "passages", "postings", "reading", "words")
_LEXICON_CODE = ("floret", "index", "links")
_TEXTS, _LEXICON = "texts", "lexicon"
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
    data = [path for name in ("core", "lexicon") for path in (SKILLS_DATA / name).rglob("*.yml")]
    code = [_CODE / "core" / "load.py", *(_CODE / "matching" / f"{name}.py" for name in _LEXICON_CODE)]
    return _digest([*data, *code], texts_fingerprint())


@lru_cache(maxsize=1)
def texts_fingerprint() -> str:
    """A digest of what reads the taxonomy's own texts; of data/skills only words.yml is in it."""
    package = Path(str(nlu.analysis.__file__)).parent.parent
    code = [_CODE / "matching" / f"{name}.py" for name in _TEXTS_CODE]
    language = [path for name in ("analysis", "spelling", "spoken") for path in (package / name).glob("*.py")]
    return _digest([*code, *LOOKUPS.rglob("*.yml"), *language, WORDS], str(schema.SCHEMA_VERSION))


def _digest(paths: Sequence[Path], first: str) -> str:
    digest = hashlib.sha256(first.encode())
    for path in sorted(paths):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def _index(path: Path, taxonomy: Taxonomy, stamp: str) -> Index:
    """The index of the database, made anew where what it is made of has changed, in the part that has."""
    of_texts = read_arrays(path, _TEXTS, texts_fingerprint())
    of_lexicon = read_arrays(path, _LEXICON, stamp)
    if of_texts is not None and of_lexicon is not None:
        return Index.of_arrays(of_texts | of_lexicon)
    if of_texts is None:
        texts = read_esco_texts(taxonomy, plain_reader())
        of_texts = texts.arrays()
        _keep(path, _TEXTS, texts_fingerprint(), of_texts)
    else:
        texts = EscoTexts.of_arrays(of_texts)
    index = build_index(taxonomy, load_core(SKILLS_DATA), reader(), texts, shared_floret())
    names = of_texts.keys()
    own = {name: array for name, array in index.arrays().items() if name not in names}
    _keep(path, _LEXICON, stamp, own)
    return index


def whole_index(taxonomy: Taxonomy, core: Core) -> Index:
    """The index of a taxonomy with a lexicon that may differ from the repository's, which nothing keeps."""
    texts = read_esco_texts(taxonomy, plain_reader())
    return build_index(taxonomy, core, reader(), texts, shared_floret())


def _keep(path: Path, part: str, stamp: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    try:
        write_arrays(path, part, stamp, arrays)
    except TaxonomyStorageError as error:
        _log.warning("index_not_kept", part=part, reason=str(error))


def _remove_older(path: Path) -> None:
    for older in path.parent.glob(f"*-{CORE_DATABASE}"):
        if older != path:
            older.unlink(missing_ok=True)
