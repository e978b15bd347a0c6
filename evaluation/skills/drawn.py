"""Measures the mapping on drawn/: `python -m evaluation.skills.drawn TAXONOMY_DB [NOTE]`.

Each run is added to results-drawn.md, so that what was measured first stays beside what was mended since.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

from backends.settings import load_settings
from backends.skills.core import load_core
from backends.skills.embedded import open_skills, whole_index
from backends.skills.matching.mapper import MapRequest
from backends.skills.matching.words import SKILLS_DATA
from evaluation.skills.blind import measured_texts
from evaluation.skills.judged import read_judged

DRAWN = Path(__file__).with_name("drawn")
_RESULTS = Path(__file__).with_name("results-drawn.md")


def main() -> None:
    """Measures and adds to the report."""
    skills = open_skills(load_settings().var, Path(sys.argv[1]))
    judged = read_judged(skills.taxonomy, DRAWN)
    index = whole_index(skills.taxonomy, load_core(SKILLS_DATA))
    times = []
    for one in judged:
        began = time.thread_time()
        skills.mapper.map(MapRequest(one.text))
        times.append((time.thread_time() - began) * 1_000)
    p50, p95 = np.percentile(times, (50, 95))
    measured = measured_texts(skills, index, judged)
    lines = [
        f"## {sys.argv[2] if len(sys.argv) > 2 else 'As it is'}",
        "",
        f"Map {p50:.0f}/{p95:.0f} ms of processor time (p50/p95). {measured[0]}",
        *measured[1:],
        "",
    ]
    with _RESULTS.open("a", encoding="utf-8") as report:
        report.write("\n".join(lines) + "\n")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
