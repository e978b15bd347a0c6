"""Memory and start of the backends' process: `python -m evaluation.skills.memory [TAXONOMY_DB] [OFFERS]`.

The database of offers (50,000 generated ones) is made in a process of its own; then everything that the
backends hold is opened in another, as `python -m backends` does, and asked a hundred times. Writes memory.md.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

import numpy as np

from backends.app import make_app
from backends.courses.catalogue import CATALOGUE_FOLDER, load_catalogue
from backends.courses.search.engine import CourseSearch, SearchRequest
from backends.courses.search.lexicon import load_lexicon
from backends.courses.search.places import Gazetteer
from backends.courses.search.terms import TermAnalyzer
from backends.courses.storage.build import build
from backends.courses.storage.sqlite import SqliteOffers
from backends.pathways.domain import Request, Wishes
from backends.pathways.embedded import open_guidance
from backends.settings import load_settings
from backends.skills.embedded import open_skills
from backends.skills.matching.mapper import MapRequest
from evaluation.courses.generated import generated
from evaluation.skills.judged import read_judged
from nlu.analysis import shared_analyzer
from nlu.places import shared_places

_OFFERS, _ASKED = 50_000, 100


def main() -> None:
    """Measures and writes the report."""
    database = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    count = int(sys.argv[2]) if len(sys.argv) > 2 else _OFFERS
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "courses.sqlite"
        for work, arguments in ((_make, (path, count)), (_serve, (path, database, count))):
            process = context.Process(target=work, args=arguments)
            process.start()
            process.join()
            if process.exitcode:
                sys.exit("the measurement broke off")


def _make(path: Path, count: int) -> None:
    offers = islice(generated(load_catalogue(CATALOGUE_FOLDER)), count)
    build(path, list(offers), TermAnalyzer(shared_analyzer(), load_lexicon()), "memory")


def _serve(path: Path, database: Path | None, count: int) -> None:
    began = time.perf_counter()
    lexicon = load_lexicon()
    analyzer = TermAnalyzer(shared_analyzer(), lexicon)
    gazetteer = Gazetteer(shared_analyzer(), shared_places())
    search = CourseSearch(SqliteOffers(path), analyzer, lexicon, gazetteer)
    skills = open_skills(load_settings().var, database)
    mapped = time.perf_counter() - began
    guidance = open_guidance(search.offers(), skills, load_settings().var)
    _ = make_app(search, {}, 2, skills, guidance)
    opened = time.perf_counter() - began
    judged = read_judged(skills.taxonomy)[:_ASKED] if database else []
    plans = []
    for one in judged:
        skills.mapper.map(MapRequest(one.text))
        search.search(SearchRequest(one.text))
        for uri in one.occupations[:1]:
            start = time.perf_counter()
            guidance.paths.answer(Request(uri, wishes=Wishes(place="Oulu")))
            plans.append((time.perf_counter() - start) * 1_000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    taken = "{:.0f}/{:.0f}".format(*np.percentile(plans, (50, 95))) if plans else "-"
    lines = [
        "# Memory and start of the backends' process",
        "",
        "| occupations | offers | skills open in s | all open in s | path p50/p95 ms | peak MB |",
        "|-|-|-|-|-|-|",
        f"| {len(skills.taxonomy.occupations):,} | {count:,} | {mapped:.1f} | {opened:.1f}"
        f" | {taken} | {peak:.0f} |",
    ]
    Path(__file__).with_name("memory.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
