"""Whether the search still answers as it did: for work on its speed, which must change no answer.

    .venv/service/bin/python -m evaluation.courses.answers save before.jsonl     # on the old code
    .venv/service/bin/python -m evaluation.courses.answers compare before.jsonl  # on the new code

Every judged query is asked by itself, with a town, and with chosen values beside it; its counts and what is
like its first hit are compared as well. Data and word lists must be the same both times. Ends with 1 where an
answer differs.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from backends.courses.domain import Kind, Mode, Time
from backends.courses.embedded import open_search
from backends.courses.models import CoursePage, Facets
from backends.courses.search.engine import CourseSearch, SearchRequest
from backends.paths import DATA
from evaluation.courses.judgements import read_queries

_TOWNS = ("Oulussa", "Turkuun", "Lapissa", "Vantaalla", "Uusimaa", "Kajaani", "pk-seudulla")
_MODES, _KINDS, _TIMES = tuple(Mode), tuple(Kind), tuple(Time)
_SUGGESTED = 4
_SHOWN = 5


def main() -> None:
    """Saves all answers, or compares them with saved ones."""
    match sys.argv[1:]:
        case ["save", path]:
            with Path(path).open("w", encoding="utf-8") as file:
                file.writelines(f"{json.dumps(pair, ensure_ascii=False)}\n" for pair in answers())
        case ["compare", path]:
            with Path(path).open(encoding="utf-8") as file:
                before = dict(map(json.loads, file))
            sys.exit(_told(before, dict(answers())))
        case _:
            sys.exit(__doc__)


def answers() -> Iterator[tuple[str, str]]:
    """What was asked with what was answered, over the embedded catalogue."""
    with tempfile.TemporaryDirectory() as var:
        search = open_search(DATA / "catalogue", Path(var))
        for request in requests():
            result = search.search(request)
            yield f"search {request}", CoursePage.of(result).model_dump_json()
            yield f"facets {request}", Facets.of(dict(search.facets(request))).model_dump_json()
            if result.hits:
                first = result.hits[0].offer
                like = search.similar(first, place=request.place)
                yield f"like {first.id} {request.place}", CoursePage.of(like).model_dump_json()
        yield from _suggestions(search)


def requests() -> Iterator[SearchRequest]:
    """The judged queries, each in four ways, and wishes without words."""
    for number, judged in enumerate(read_queries()):
        town = _TOWNS[number % len(_TOWNS)]
        plain = SearchRequest(judged.text)
        yield plain
        yield SearchRequest(f"{judged.text} {town}", limit=30, offset=3)
        yield replace(plain, place=town, modes=(_MODES[number % len(_MODES)],))
        yield replace(plain, kinds=(_KINDS[number % len(_KINDS)],), times=(_TIMES[number % len(_TIMES)],))
    for place in (None, *_TOWNS):
        for mode in _MODES:
            yield SearchRequest(place=place, modes=(mode,), limit=50)
    yield from (SearchRequest(text) for text in ("", "ja", "kurssi", "xqzv", "12", "NEAR(a b) -*"))


def _suggestions(search: CourseSearch) -> Iterator[tuple[str, str]]:
    for judged in read_queries():
        for length in range(1, _SUGGESTED + 1):
            typed = judged.text[:length]
            yield f"suggest {typed}", json.dumps(search.suggest(typed))


def _told(before: dict[str, str], now: dict[str, str]) -> int:
    different = [asked for asked, answer in before.items() if now.get(asked) != answer]
    print(f"{len(before)} answers, {len(different)} of them different")
    for asked in different[:_SHOWN]:
        print(asked, before[asked], now.get(asked), sep="\n  ")
    return 1 if different or before.keys() != now.keys() else 0


if __name__ == "__main__":
    main()
