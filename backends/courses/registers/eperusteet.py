"""Reads ePerusteet: parts of qualifications with the skills they require, and national badges.

Takes the answers of its public interface as files: a qualification's requirements (peruste) with
`tutkinnonOsat`, or the list of badges (osaamismerkit). Requirements are told in three ways, by age: a list
with areas (`ammattitaitovaatimukset2019`), HTML (`ammattitaitovaatimukset`), goals of areas (`osaAlueet`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from backends.courses.domain import Extent, ExtentUnit
from backends.courses.opintopolku.mapping import Refused
from backends.courses.opintopolku.texts import chosen, listed, plain, shortened

_PUBLISHED = frozenset({"valmis", "julkaistu"})
_CURRENT_LAW = "reformi"
_MOST_OUTCOMES = 12
_LONGEST = 200
_MILLISECONDS = 1000

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a qualification, or a badge: its code, what one learns, and how it is assessed.

    `qualification` and `qualification_code` are empty for a badge.
    """

    code: str
    name: str
    outcomes: tuple[str, ...]
    extent: Extent | None = None
    assessment: str | None = None
    qualification: str = ""
    qualification_code: str = ""


def units(content: object, today: date) -> tuple[list[Unit], list[Refused]]:
    """All units of one file's JSON, and what was refused and why.

    Refused are requirements that are not in force on `today` (ended, or of the law before 2018), parts
    without a code, a name or any requirement, and whatever is of another form.
    """
    if isinstance(content, list):
        return _each(_badge(one, today) for one in content)
    if not isinstance(content, dict) or not isinstance(content.get("tutkinnonOsat"), list):
        return [], [Refused("file", "unreadable", "neither requirements nor a list of badges")]
    name = chosen(_texts(content.get("nimi")))
    reason = _not_in_force(content, today)
    if reason:
        return [], [Refused(name, reason)]
    extents = _extents(content)
    return _each(_part(one, content, extents) for one in content["tutkinnonOsat"])


def _each(made: Iterable[Unit | Refused]) -> tuple[list[Unit], list[Refused]]:
    held = list(made)
    return [one for one in held if isinstance(one, Unit)], [one for one in held if isinstance(one, Refused)]


def _not_in_force(content: Json, today: date) -> str | None:
    """Only what is made under the law of 2018 (531/2017) can be studied, and while it is valid."""
    if str(content.get("tila", "")).lower() not in _PUBLISHED:
        return "not_published"
    ends = _day(content.get("voimassaoloLoppuu"))
    if ends is not None and ends < today:
        return "ended"
    ways = {str(one.get("suoritustapakoodi")) for one in _dicts(content.get("suoritustavat"))}
    return None if _CURRENT_LAW in ways else "repealed"


def _part(one: object, whole: Json, extents: Mapping[str, float]) -> Unit | Refused:
    if not isinstance(one, dict):
        return Refused("tutkinnonOsat", "unreadable")
    code, name = str(one.get("koodiUri") or ""), chosen(_texts(one.get("nimi")))
    if not (code.startswith("tutkinnonosat_") and name):
        return Refused(name or str(one.get("id")), "no_code")
    outcomes = _outcomes(one)
    if not outcomes:
        return Refused(code, "no_requirements", name)
    amount = one.get("laajuus") or extents.get(str(one.get("id")))
    qualification = next(iter(_dicts(whole.get("koulutukset"))), {})
    shown = chosen(_texts(one.get("ammattitaidonOsoittamistavat")))
    return Unit(
        code,
        name,
        outcomes,
        Extent(float(amount), ExtentUnit.OSP) if isinstance(amount, int | float) and amount > 0 else None,
        shortened(shown, _LONGEST) or None,
        chosen(_texts(whole.get("nimi"))),
        str(qualification.get("koulutuskoodiUri") or ""),
    )


def _badge(one: object, today: date) -> Unit | Refused:
    if not isinstance(one, dict):
        return Refused("osaamismerkit", "unreadable")
    code, name = str(one.get("koodiUri") or ""), chosen(_texts(one.get("nimi")))
    if not (code.startswith("osaamismerkit_") and name):
        return Refused(name or str(one.get("id")), "no_code")
    ends = _day(one.get("voimassaoloLoppuu"))
    if str(one.get("tila", "")).lower() not in _PUBLISHED or (ends is not None and ends < today):
        return Refused(code, "not_published", name)
    outcomes = _of_lists(_dicts(one.get("osaamistavoitteet")), "osaamistavoite")
    if not outcomes:
        return Refused(code, "no_requirements", name)
    criteria = _of_lists(_dicts(one.get("arviointikriteerit")), "arviointikriteeri")
    return Unit(code, name, outcomes, assessment=shortened("; ".join(criteria), _LONGEST) or None)


def _outcomes(part: Json) -> tuple[str, ...]:
    newest = part.get("ammattitaitovaatimukset2019") or {}
    areas = (newest, *_dicts(newest.get("kohdealueet"))) if isinstance(newest, dict) else ()
    found = [text for area in areas for text in _of_lists(_dicts(area.get("vaatimukset")), "vaatimus")]
    if not found:
        found = _items(part.get("ammattitaitovaatimukset"))
    if not found:
        goals = (goal for area in _dicts(part.get("osaAlueet")) for goal in _goals(area))
        found = [text for goal in goals for text in _items(goal)]
    return _limited(found)


def _goals(area: Json) -> list[object]:
    """The texts of goals of a sub-area, of each of its alternatives."""
    return [goal.get("tavoitteet") for goal in _dicts(area.get("osaamistavoitteet"))]


def _items(texts: object) -> list[str]:
    """The items of lists in HTML, Finnish before other languages; the whole text where there is no list."""
    held = _texts(texts)
    html = next((held[language] for language in ("fi", "sv", "en") if held.get(language)), None) or ""
    return [*listed(html)] or ([plain(html)] if plain(html) else [])


def _of_lists(items: Iterable[Json], member: str) -> tuple[str, ...]:
    return _limited(chosen(_texts(item.get(member))) for item in items)


def _limited(texts: Iterable[str]) -> tuple[str, ...]:
    kept = dict.fromkeys(shortened(text.rstrip("."), _LONGEST) for text in texts if len(text) > 1)
    return tuple(kept)[:_MOST_OUTCOMES]


def _extents(content: Json) -> dict[str, float]:
    """Extents by the number of the part, as the ways to complete the qualification list them."""
    links = (
        link
        for way in _dicts(content.get("suoritustavat"))
        for link in _dicts(way.get("tutkinnonOsaViitteet"))
    )
    return {str(link.get("_tutkinnonOsa")): link["laajuus"] for link in links if link.get("laajuus")}


def _day(value: object) -> date | None:
    """A date: milliseconds since 1970, or ISO 8601."""
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value / _MILLISECONDS, UTC).date()
        return date.fromisoformat(str(value)[:10]) if value else None
    except (ValueError, OverflowError, OSError):
        return None


def _texts(value: object) -> dict[str, str | None]:
    if not isinstance(value, dict):
        return {}
    return {
        name: text for name, text in value.items() if isinstance(text, str) and text.strip() not in ("", "-")
    }


def _dicts(value: object) -> list[Json]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
