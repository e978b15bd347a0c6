"""Bar charts as SVG, made here: no script, readable in black and white, each beside a table of its figures.

Pure. Sizes and colours are attributes, because the pages allow no inline styles. Lengths across are per cent,
so that the words keep their size on a telephone and the bars take the room that there is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

TEXT, FILL, FAINT, SOFT = "#1b2733", "#002e5f", "#dfe6ee", "#4a5866"
FULL = '"100%"'
SHORT = 8  # signs of a label that stands before its bar; longer ones stand above theirs
LINE, LINE_SIGNS = 18, 36  # height of a line of a label, and how many signs fit into it on a telephone
BEFORE, ROOM = 24, 46  # per cent: where a bar begins after a short label, and how long a full one is


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, its figure (None is hidden), and how the figure is written."""

    label: str
    value: float | None
    said: str


@dataclass(frozen=True, slots=True)
class Shape:
    """How a row of a chart is laid out: where its bar begins, its room, and where it is below the label."""

    begin: int
    room: int
    drop: int


BESIDE = Shape(begin=BEFORE, room=ROOM, drop=-14)
ABOVE = Shape(begin=0, room=74, drop=8)
BAR, BETWEEN, FIRST_LINE = 18, 12, 14


def bars(title: str, rows: Sequence[Bar], top: float | None = None) -> str:
    """Horizontal bars. `top` is the value of a full bar; else the largest is full.

    For a screen reader it is one picture, described by its title; the figures stand in the table beside it.
    """
    shape = BESIDE if all(len(row.label) <= SHORT for row in rows) else ABOVE
    full = top or max((row.value or 0 for row in rows), default=0) or 1
    parts, y = [], 0
    for row in rows:
        label = wrap(row.label, LINE_SIGNS) or [""]
        parts.append(_bar(row, label, shape, y, full))
        y += _height(label, shape)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width={FULL} height="{y}" role="img" '
        f'aria-label="{escape(title)}" font-family="sans-serif" font-size="14">{"".join(parts)}</svg>'
    )


def in_width(chart: str, pixels: int) -> str:
    """A chart of a fixed width, where no page says how much room there is."""
    return chart.replace(f"width={FULL}", f'width="{pixels}"', 1)


def _bar(row: Bar, label: Sequence[str], shape: Shape, y: int, full: float) -> str:
    length = round(shape.room * min((row.value or 0) / full, 1), 2)
    top = y + FIRST_LINE + LINE * (len(label) - 1) + shape.drop
    lines = "".join(
        f'<tspan x="0" y="{y + FIRST_LINE + LINE * number}">{escape(line)}</tspan>'
        for number, line in enumerate(label)
    )
    return "".join(
        (
            f'<text fill="{TEXT}">{lines}</text>',
            f'<text x="100%" y="{top + FIRST_LINE}" text-anchor="end" font-weight="600" '
            f'fill="{SOFT if row.value is None else TEXT}">{escape(row.said)}</text>',
            _box(shape, top, shape.room, FAINT),
            _box(shape, top, length, FILL) if row.value else "",
        )
    )


def _height(label: Sequence[str], shape: Shape) -> int:
    return FIRST_LINE + LINE * (len(label) - 1) + shape.drop + BAR + BETWEEN


def _box(shape: Shape, top: int, length: float, fill: str) -> str:
    return f'<rect x="{shape.begin}%" y="{top}" width="{length}%" height="{BAR}" fill="{fill}" rx="2"/>'
