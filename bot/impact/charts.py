"""Bar charts as SVG, made here: no script, readable in black and white, each beside a table of its figures.

Pure. Sizes and colours are attributes, because the pages allow no inline styles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LABEL, GAP = 680, 268, 76
ROW, BAR, TOP = 34, 20, 6
TEXT, FILL, FAINT, LINE = "#1b2733", "#002e5f", "#dfe6ee", "#5b6b7a"
LONGEST_LABEL = 32


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, its figure (None is hidden), and how the figure is written."""

    label: str
    value: float | None
    said: str


def bars(title: str, rows: Sequence[Bar], top: float | None = None) -> str:
    """Horizontal bars. `top` is the value of a full bar; else the largest is full.

    For a screen reader it is one picture, described by its title; the figures stand in the table beside it.
    """
    height = TOP * 2 + ROW * len(rows)
    full = top or max((row.value or 0 for row in rows), default=0) or 1
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}" font-family="sans-serif" font-size="14">'
    ]
    for number, row in enumerate(rows):
        parts.append(_bar(row, TOP + number * ROW, full))
    return "".join([*parts, "</svg>"])


def _bar(row: Bar, y: int, full: float) -> str:
    room = WIDTH - LABEL - GAP
    length = round(room * min((row.value or 0) / full, 1), 1)
    middle, top = y + ROW / 2 + 5, y + (ROW - BAR) / 2
    colour = LINE if row.value is None else TEXT
    return "".join(
        (
            f'<text x="{LABEL - 10}" y="{middle}" text-anchor="end" fill="{TEXT}">',
            f"{escape(_short(row.label))}</text>",
            _box(top, room, FAINT),
            _box(top, length, FILL) if row.value else "",
            f'<text x="{LABEL + room + 8}" y="{middle}" fill="{colour}" font-weight="600">',
            f"{escape(row.said)}</text>",
        )
    )


def _box(top: float, length: float, fill: str) -> str:
    return f'<rect x="{LABEL}" y="{top}" width="{length}" height="{BAR}" fill="{fill}" rx="2"/>'


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
