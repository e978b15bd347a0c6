"""QR codes of short links (library segno): as picture files, and for posters as data addresses."""

import io
import re

import segno

CORRECTION = "q"  # a quarter of a creased or dirty poster's code may be unreadable
QUIET_ZONE = 4  # modules of white around it, as ISO/IEC 18004 asks
PIXELS = 16  # of a module in the PNG


def svg(link: str) -> bytes:
    """The code as SVG without a size of its own."""
    out = io.BytesIO()
    _made(link).save(out, kind="svg", border=QUIET_ZONE, xmldecl=False, omitsize=True)
    return out.getvalue()


def path(link: str) -> tuple[int, str]:
    """The code for a drawing of one's own: its width in modules, and the dark runs as a path of strokes."""
    rows = [bytes(row) for row in _made(link).matrix_iter(border=QUIET_ZONE)]
    runs = [
        f"M{run.start()} {y}h{run.end() - run.start()}"
        for y, row in enumerate(rows)
        for run in re.finditer(rb"\x01+", row)
    ]
    return len(rows), "".join(runs)


def png(link: str) -> bytes:
    """The code as PNG."""
    out = io.BytesIO()
    _made(link).save(out, kind="png", border=QUIET_ZONE, scale=PIXELS)
    return out.getvalue()


def data_address(link: str) -> str:
    """The PNG as an address that needs no file beside the page."""
    return str(_made(link).png_data_uri(border=QUIET_ZONE, scale=PIXELS))


def _made(link: str) -> segno.QRCode:
    return segno.make(link, error=CORRECTION, micro=False)
