"""A look at one part of the judged queries on SQLite: its figures, what was missed, and the worst answers.

    .venv/service/bin/python -m evaluation.courses.look third              # the embedded catalogue
    .venv/service/bin/python -m evaluation.courses.look third 50000        # 50,000 offers
    .venv/service/bin/python -m evaluation.courses.look third 50000 20     # and the 20 worst answers

For the first look at a new set, and to read why a query did badly.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from backends.courses.catalogue import CATALOGUE_FOLDER, load_catalogue
from backends.courses.search.engine import CourseSearch, Hit, SearchRequest
from evaluation.courses.generated import generated
from evaluation.courses.honesty import honesty, honoured
from evaluation.courses.judgements import DEPTH, Judged, read_queries
from evaluation.courses.measure import TOP, best_gains, measured
from evaluation.courses.systems import on_sqlite


def main() -> None:
    """Prints the look."""
    half, size, worst = (*sys.argv[1:], *("0", "0")[len(sys.argv) - 2 :])
    queries = [judged for judged in read_queries() if judged.half == half]
    catalogue = load_catalogue(CATALOGUE_FOLDER)
    offers = list(islice(generated(catalogue), int(size) or len(catalogue)))
    gains = best_gains(queries, offers)
    with tempfile.TemporaryDirectory() as folder:
        opened = on_sqlite(Path(folder), offers)
        engine = opened.engine
        assert engine is not None
        print(f"{len(offers):,} offers, queries | nDCG@10 | distinct | fits in top 3 | empty")
        print(" | ".join(measured(opened.search, queries, gains, 0)["all"].quality()))
        print("\n".join(honesty(engine, queries)))
        looks = [_look(engine, judged, gains[judged.text].offers) for judged in queries]
    print("no offer fits:", [judged.text for judged in queries if not gains[judged.text].offers])
    print(f"\nNo fit in the first {TOP}, or a wish neither met nor named:")
    _show([look for look in looks if look[2]])
    print("\nThe worst by nDCG@10:")
    _show(sorted(looks, key=lambda look: look[0])[: int(worst)])


def _look(
    engine: CourseSearch, judged: Judged, gains: Sequence[float]
) -> tuple[float, Judged, bool, list[Hit]]:
    """The nDCG@10, the query, whether it failed, and the hits."""
    hits = list(engine.search(SearchRequest(judged.text, limit=DEPTH)).hits)
    shown = [hit.offer for hit in hits]
    missed = not any(judged.fits_offer(offer) for offer in shown[:TOP]) or not honoured(hits, judged)
    return judged.ndcg(shown, gains), judged, missed, hits


def _show(looks: Sequence[tuple[float, Judged, bool, list[Hit]]]) -> None:
    for ndcg, judged, _, hits in looks:
        print(f"{ndcg:.2f} {judged.text}")
        for hit in hits:
            offer, gain = hit.offer, judged.gain(hit.offer)
            where = "/".join((*offer.municipalities, *offer.regions)[:2])
            print(f"     {gain:.1f} {hit.score:.3f} {offer.name} [{offer.kind}] {where} {hit.relaxed}")
            print(f"               {hit.why}")


if __name__ == "__main__":
    main()
