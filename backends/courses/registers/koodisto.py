"""Reads koodisto: the official Finnish names of codes, from lists of codes as its interface gives them."""

from __future__ import annotations

from backends.courses.opintopolku.mapping import Refused

_LANGUAGES = ("FI", "SV", "EN")


def names(content: object) -> tuple[dict[str, str], list[Refused]]:
    """Names by code (without a version; the newest version wins), and what was refused and why."""
    if not isinstance(content, list):
        return {}, [Refused("file", "unreadable", "not a list of codes")]
    found: dict[str, tuple[int, str]] = {}
    refused: list[Refused] = []
    for one in content:
        code = str(one.get("koodiUri") or "").partition("#")[0] if isinstance(one, dict) else ""
        if "_" not in code:
            refused.append(Refused(code or "?", "no_code"))
            continue
        name = _name(one.get("metadata"))
        version = one.get("versio")
        number = version if isinstance(version, int) else 0
        if not name:
            refused.append(Refused(code, "no_name"))
        elif number >= found.get(code, (-1, ""))[0]:
            found[code] = (number, name)
    return {code: name for code, (_, name) in found.items()}, refused


def _name(metadata: object) -> str:
    held = {
        str(one.get("kieli")).upper(): str(one.get("nimi") or "").strip()
        for one in (metadata if isinstance(metadata, list) else [])
        if isinstance(one, dict)
    }
    return next((held[language] for language in _LANGUAGES if held.get(language)), "")
