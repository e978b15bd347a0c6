"""Lemma accuracy: `python -m evaluation.nlu.lemmas [FILE.conllu...]`, in either environment.

Measures lemmas.tsv, a table of single words of all registers, and treebanks of Universal Dependencies.
Finnish-TDT (CC BY-SA 4.0) is not part of this repository: get fi_tdt-ud-dev.conllu from
UniversalDependencies/UD_Finnish-TDT. Writes results/lemmas.json, with figures and none of the treebank's
sentences. The analyser reads words without their context: what it cannot tell apart counts as wrong.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlu.analysis import FinnishAnalyzer, shared_analyzer

RESULTS = Path(__file__).resolve().parent / "results"
TABLE = Path(__file__).resolve().parent / "lemmas.tsv"
NO_WORDS = frozenset({"PUNCT", "SYM", "NUM"})
MOST_CONFUSIONS = 60


@dataclass(frozen=True)
class Row:
    """A word of a treebank: its form, lemma (lower case, without marks of compounds) and part of speech."""

    form: str
    lemma: str
    pos: str


def read_rows(lines: Iterable[str]) -> Iterator[Row]:
    """Yield the words of a CoNLL-U file; multi-word and empty tokens are left out."""
    for line in lines:
        cells = line.rstrip("\n").split("\t")
        if len(cells) == 10 and cells[0].isdigit():
            yield Row(cells[1], cells[2].replace("#", "").lower(), cells[3])


def measure(rows: Iterable[Row], analyzer: FinnishAnalyzer) -> dict[str, Any]:
    """Return shares of words whose best lemma, or any of whose lemmas, is the treebank's."""
    words = [row for row in rows if row.pos not in NO_WORDS and any(letter.isalpha() for letter in row.form)]
    found = [analyzer.lemmas(row.form) for row in words]
    best = [lemmas[0] == row.lemma for row, lemmas in zip(words, found, strict=True)]
    by_pos = {
        pos: [right for row, right in zip(words, best, strict=True) if row.pos == pos]
        for pos in sorted({row.pos for row in words})
    }
    wrong = Counter(
        f"{row.form.lower()} {row.lemma} {lemmas[0]}"
        for row, lemmas, right in zip(words, found, best, strict=True)
        if not right
    )
    return {
        "words": len(words),
        "accuracy": sum(best) / len(best),
        "among_readings": sum(row.lemma in lemmas for row, lemmas in zip(words, found, strict=True))
        / len(words),
        "by_pos": {
            pos: {"words": len(part), "accuracy": sum(part) / len(part)} for pos, part in by_pos.items()
        },
        "most_wrong": [[*entry.split(" "), count] for entry, count in wrong.most_common(MOST_CONFUSIONS)],
    }


def measure_table(analyzer: FinnishAnalyzer) -> dict[str, Any]:
    """Return the share of the table's words whose best lemma is right, together and by register."""
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    right: dict[str, list[bool]] = {}
    for form, lemma, register in rows:
        right.setdefault(register, []).append(analyzer.lemmas(form)[0] == lemma)
    return {
        "words": len(rows),
        "accuracy": sum(map(sum, right.values())) / len(rows),
        "by_register": {name: sum(part) / len(part) for name, part in right.items()},
    }


def main(paths: list[str]) -> None:
    """Measure the table and each file and write the results."""
    figures = {"table": measure_table(shared_analyzer())}
    for path in map(Path, paths):
        with path.open(encoding="utf-8") as lines:
            figures[path.name] = measure(read_rows(lines), shared_analyzer())
    text = json.dumps(figures, indent=1, ensure_ascii=False)
    (RESULTS / "lemmas.json").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main(sys.argv[1:])
