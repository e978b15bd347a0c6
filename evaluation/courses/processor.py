"""What a search takes of the processor without HTTP, each text unseen: little depends on who else uses the
machine.

    .venv/service/bin/python -m evaluation.courses.processor        # milliseconds a search, by step
    .venv/service/bin/python -m evaluation.courses.processor words  # the same where no words come again
    .venv/service/bin/python -m evaluation.courses.processor top 40 # where they go, by function
"""

from __future__ import annotations

import cProfile
import gc
import pstats
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from backends.courses.embedded import open_search
from backends.courses.page_json import page_json
from backends.courses.search.engine import CourseSearch, SearchRequest
from backends.paths import DATA
from evaluation.courses.judgements import read_queries
from evaluation.courses.load import new_words, unseen

_ROUND, _ROUNDS = 250, 6


def main() -> None:
    """Prints the steps, or the functions that take most."""
    with tempfile.TemporaryDirectory() as var:
        search = open_search(DATA / "catalogue", Path(var))
        for judged in read_queries()[::10]:
            answered(search, judged.text)
        gc.collect()
        gc.freeze()
        texts = (new_words if sys.argv[1:2] == ["words"] else unseen)(_ROUND * _ROUNDS)
        if sys.argv[1:2] == ["top"]:
            profiled(search, texts, int(sys.argv[2]))
        else:
            print(by_step(search, texts))


def answered(search: CourseSearch, text: str) -> str:
    """The answer as it is sent."""
    return page_json(search.search(SearchRequest(text)))


def by_step(search: CourseSearch, texts: Sequence[str]) -> str:
    """Milliseconds of processor a search: the best round and the mean, and what of it is parsing and JSON."""
    spent: dict[str, list[float]] = defaultdict(list)
    for number in range(_ROUNDS):
        part = texts[number * _ROUND : (number + 1) * _ROUND]
        began = time.process_time()
        results = [search.search(SearchRequest(text)) for text in part]
        searched = time.process_time()
        for result in results:
            page_json(result)
        written = time.process_time()
        for text in part:
            search.parse(SearchRequest(text))
        spent["search"].append(searched - began)
        spent["JSON"].append(written - searched)
        spent["parsed again"].append(time.process_time() - written)
    each = {name: [seconds / _ROUND * 1000 for seconds in held] for name, held in spent.items()}
    return "; ".join(
        f"{name}: best {min(held):.2f} ms, mean {sum(held) / len(held):.2f} ms" for name, held in each.items()
    )


def profiled(search: CourseSearch, texts: Sequence[str], lines: int) -> None:
    """The functions that take most of themselves."""
    profile = cProfile.Profile()
    profile.enable()
    for text in texts:
        answered(search, text)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(lines)


if __name__ == "__main__":
    main()
