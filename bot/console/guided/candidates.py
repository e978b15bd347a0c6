"""What leads approved of counsellors' corrections and rejections, as candidates of training data.

Corrections of skills and occupations come in the form of the skills' lexicon (data/skills/lexicon), all else
as counts. Somebody reads them and moves what is good into the data by hand; nothing is trained by itself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.guided.decisions import APPROVED, EDITED, REJECTED
from bot.console.schema import SuggestionReview
from bot.spreadsheets import MARK, csv_lines

ESCO = re.compile(r"http://data\.europa\.eu/esco/(skill|occupation)/\S+")
SHORTEST, LONGEST = 2, 80  # of an expression of the lexicon
COLUMNS = ("kind", "key", "title", "decision", "edited", "reason", "count")


async def approved_reviews(
    session: AsyncSession, organisation: str | None = None
) -> Sequence[SuggestionReview]:
    """What was approved, the oldest first; of one organisation or of all."""
    query = select(SuggestionReview).where(SuggestionReview.state == APPROVED).order_by(SuggestionReview.id)
    if organisation is not None:
        query = query.where(SuggestionReview.organisation == organisation)
    return list(await session.scalars(query))


def lexicon(reviews: Iterable[SuggestionReview], heading: str) -> str:
    """Corrected names as entries of a lexicon, each skill and occupation once; `heading` becomes comments."""
    labels: dict[str, str] = {}
    said: defaultdict[str, list[str]] = defaultdict(list)
    for one in reviews:
        expression = " ".join((one.edited or "").lower().split())
        label = str(one.suggestion.get("title", ""))
        fits = SHORTEST <= len(expression) <= LONGEST and expression != label.lower()
        if one.decision != EDITED or not ESCO.fullmatch(one.key) or not fits:
            continue
        labels.setdefault(one.key, label)
        if expression not in said[one.key]:
            said[one.key].append(expression)
    comments = "".join(f"# {line}\n" for line in heading.splitlines())
    if not said:
        return comments
    entries = [_entry(key, labels[key], expressions) for key, expressions in said.items()]
    return comments + yaml.safe_dump(
        {"theme": "candidates", "entries": entries}, allow_unicode=True, sort_keys=False, width=120
    )


def table(reviews: Iterable[SuggestionReview], columns: Sequence[str] = COLUMNS) -> str:
    """Every approved decision with how often it was made, the most frequent first, for a spreadsheet."""
    counted = Counter(
        (
            one.kind,
            one.key,
            str(one.suggestion.get("title", "")),
            one.decision,
            one.edited or "",
            (one.reason or "") if one.decision == REJECTED else "",
        )
        for one in reviews
    )
    rows = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return MARK + csv_lines([columns, *((*row, str(count)) for row, count in rows)])


def _entry(key: str, label: str, expressions: Sequence[str]) -> dict[str, Any]:
    found = ESCO.fullmatch(key)
    if found is not None and found[1] == "occupation":
        return {"occupation": key, "label": label, "expressions": list(expressions)}
    return {"skills": [{"uri": key, "label": label}], "expressions": list(expressions)}
