"""The figures of each part of the judged queries on SQLite, and nothing of any single query: so that the
held half can be measured without being read.

    .venv/service/bin/python -m evaluation.courses.parts          # the embedded catalogue
    .venv/service/bin/python -m evaluation.courses.parts 50000    # 50,000 offers

The second line of a part is with the first three made different courses (`varied` in `search/order.py`), as
who shows three asks for, which tells what that costs by judgements that know no such wish.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from backends.courses.catalogue import CATALOGUE_FOLDER, load_catalogue
from backends.courses.search import order, retrieve
from evaluation.courses.generated import generated
from evaluation.courses.judgements import read_queries
from evaluation.courses.measure import best_gains, measured
from evaluation.courses.systems import on_sqlite


def main() -> None:
    """Prints the table."""
    queries, catalogue = read_queries(), load_catalogue(CATALOGUE_FOLDER)
    size = int(sys.argv[1]) if sys.argv[1:] else len(catalogue)
    offers = list(islice(generated(catalogue), size))
    gains = best_gains(queries, offers)
    with tempfile.TemporaryDirectory() as folder:
        search = on_sqlite(Path(folder), offers).search
        ranked = measured(search, queries, gains, 0)
        with patch.object(retrieve, "ordered", lambda hits, **_: order.ordered(hits, varied=True)):
            varied = measured(search, queries, gains, 0)
    print(f"{len(offers):,} offers: queries | nDCG@10 | distinct | fits in top 3 | empty")
    for part in dict.fromkeys(("all", *(judged.half for judged in queries))):
        print(f"{part}: {' | '.join(ranked[part].quality())}")
        print(f"{part}, first three made different: {' | '.join(varied[part].quality())}")


if __name__ == "__main__":
    main()
