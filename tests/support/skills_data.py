"""A small core and lexicon of skills, as files."""

from __future__ import annotations

from pathlib import Path

from tests.support.esco import OCC, SKILL

CORE = f"""\
family: kokeilu
name: Kokeilu
field: kokeiluala
occupations:
  - uri: {OCC}kokki
    label: kokki
    isco: "5120"
    everyday: [keittäjä]
    skills:
      - {{uri: {SKILL}ruoka, label: valmistaa ruokia}}
      - {{uri: {SKILL}hygienia, label: elintarvikehygienia}}
  - uri: {OCC}hitsaaja
    label: hitsaaja
    isco: "7212"
    field: metalliala
    skills:
      - {{uri: {SKILL}hitsaus, label: hitsata metallia}}
  - uri: {OCC}lahihoitaja
    label: lähihoitaja
    isco: "5321"
    skills:
      - {{uri: {SKILL}hoito, label: hoitaa vanhuksia}}
      - {{uri: {SKILL}hygienia, label: elintarvikehygienia}}
"""
LEXICON = f"""\
family: kokeilu
entries:
  - occupation: {OCC}kokki
    label: kokki
    expressions: [paistoin pihvejä, suurkeittiön padat, keitin ruokaa porukalle, grillin takana]
  - occupation: {OCC}hitsaaja
    label: hitsaaja
    expressions: [puikkohitsausta, mig ja tig, vedin saumoja, hitsasin putkia telakalla]
  - occupation: {OCC}lahihoitaja
    label: lähihoitaja
    expressions: [vanhainkodissa, hoivakodin yövuorot, pesin asukkaita, jaoin lääkkeet]
"""
UNPAID = f"""\
theme: omaiset
entries:
  - occupations: [{OCC}lahihoitaja]
    skills: [{SKILL}hoito]
    expressions: [hoidin äitiä kotona, olin omaishoitaja]
  - skills:
      - {{uri: {SKILL}ruoka, label: valmistaa ruokia}}
    expressions: [tein pitopöytiä sukulaisten häihin]
"""


def write_data(folder: Path) -> Path:
    """Writes core/kokeilu.yml, lexicon/kokeilu.yml and lexicon/unpaid/omaiset.yml."""
    for name, content in (
        ("core/kokeilu.yml", CORE),
        ("lexicon/kokeilu.yml", LEXICON),
        ("lexicon/unpaid/omaiset.yml", UNPAID),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder
