"""HTML from the templates in `bot/pages`: what is put in is escaped, what is missing is an error."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

PAGES = Path(__file__).resolve().parent / "pages"


def rendered(name: str, **values: Any) -> str:
    """The page that a template makes of values."""
    made: str = _environment().get_template(name).render(**values)
    return made


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
