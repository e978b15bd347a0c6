"""Cost against the size of the catalogue: generated offers, index build, size on disk, latency,
throughput.

.venv/service/bin/python -m evaluation.courses.scale 10000 50000

Offers are generated from the embedded catalogue: each course again at other municipalities and
providers that do not exist, with ways and times of study drawn at random (seeded). Prints a table; with
--write appends it to scale.md.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from backends.courses.catalogue import CATALOGUE_FOLDER, load_catalogue
from backends.courses.domain import Mode, Offer, Time
from backends.courses.search.engine import CourseSearch, SearchRequest
from backends.courses.search.lexicon import load_lexicon
from backends.courses.search.places import Gazetteer
from backends.courses.search.terms import TermAnalyzer
from backends.courses.storage.build import build
from backends.courses.storage.sqlite import SqliteOffers
from evaluation.courses.judgements import DEPTH, distinct, read_queries
from nlu.analysis import shared_analyzer
from nlu.places import shared_places

RESULTS = Path(__file__).with_name("scale.md")
HEADER = (
    "| offers | indexed in s | offers/s | MB on disk | p50 ms | p95 ms | p99 ms | fits in top 3 | peak MB |",
    "|---|---|---|---|---|---|---|---|---|",
)


def main() -> None:
    """Measures each size that was asked for."""
    sizes = [int(argument) for argument in sys.argv[1:] if argument.isdigit()] or [10_000]
    offers = load_catalogue(CATALOGUE_FOLDER)
    lines = [*HEADER, *(measured(size, offers) for size in sizes)]
    print("\n".join(lines))
    if "--write" in sys.argv:
        RESULTS.write_text(
            "# Cost against catalogue size (SQLite)\n\n" + "\n".join(lines) + "\n", encoding="utf-8"
        )


def measured(size: int, offers: Sequence[Offer]) -> str:
    """A row of the table."""
    lexicon = load_lexicon()
    analyzer = TermAnalyzer(shared_analyzer(), lexicon)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "courses.sqlite"
        many = list(islice(generated(offers), size))
        began = time.perf_counter()
        build(path, many, analyzer, "scale")
        built = time.perf_counter() - began
        del many
        search = CourseSearch(
            SqliteOffers(path), analyzer, lexicon, Gazetteer(shared_analyzer(), shared_places())
        )
        times, fitting = asked(search)
        megabytes = path.stat().st_size / 1e6
    cuts = statistics.quantiles(times, n=100)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = [f"{built:.1f}", f"{size / built:,.0f}", f"{megabytes:.0f}"]
    latency = [f"{statistics.median(times):.1f}", f"{cuts[94]:.1f}", f"{cuts[98]:.1f}"]
    cells = [f"{size:,}", *seconds, *latency, f"{fitting:.1%}", f"{memory:.0f}"]
    return f"| {' | '.join(cells)} |"


def asked(search: CourseSearch) -> tuple[list[float], float]:
    """Milliseconds of each judged query (each asked three times), and the share with a fit in the top
    three.
    """
    times, fitting = [], []
    for judged in read_queries() * 3:
        began = time.perf_counter()
        result = search.search(SearchRequest(judged.text, limit=DEPTH))
        times.append((time.perf_counter() - began) * 1000)
        fitting.append(any(judged.fits_offer(hit.offer) for hit in result.hits[:3]))
    return times, statistics.mean(fitting)


def generated(offers: Sequence[Offer]) -> Iterator[Offer]:
    """Endless offers: first those of the catalogue, then courses at invented providers."""
    yield from offers
    draw = random.Random(4)
    places = sorted(
        {(name, one.regions[0]) for one in offers for name in one.municipalities if len(one.regions) == 1}
    )
    courses = distinct(offers)
    number = 0
    while True:
        number += 1
        course, (municipality, region) = draw.choice(courses), draw.choice(places)
        yield replace(
            course,
            id=f"generated-{number}",
            provider=f"Esimerkkiopisto {number % 997}",
            municipalities=(municipality,),
            regions=(region,),
            modes=tuple(draw.sample(list(Mode), draw.randint(0, 2))),
            times=tuple(draw.sample(list(Time), draw.randint(0, 1))),
        )


if __name__ == "__main__":
    main()
