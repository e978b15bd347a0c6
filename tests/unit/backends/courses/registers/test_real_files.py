"""The readers on real files of the registers, where they lie beside the repository."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from backends.courses.catalogue import load_catalogue
from backends.courses.registers.enrich import enriched, unknown_codes
from backends.courses.registers.importing import import_eperusteet, import_koodisto
from backends.courses.registers.store import RegisterStore
from backends.paths import ROOT

SHARED = Path(os.environ.get("SUUNTA_SHARED", ROOT.parent / "shared")) / "data"
RENAMED = {"koulutus_334120"}  # has another name since the files were made
TODAY = date(2026, 11, 26)

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not (SHARED / "eperusteet-koski").is_dir(), reason="the real files are not here"),
]


def test_requirements_of_real_qualifications(tmp_path: Path) -> None:
    store = RegisterStore(tmp_path / "registers.sqlite")
    report = import_eperusteet([SHARED / "eperusteet-koski"], store, TODAY)
    units = store.all().units
    store.close()
    assert report.saved >= 90
    assert len(units) >= 80
    assert set(report.refused) <= {"repealed", "ended", "unreadable", "no_requirements"}
    for unit, _ in units.values():
        assert unit.outcomes
        assert "<" not in "".join((unit.name, *unit.outcomes, unit.assessment or ""))
    assert sum(unit.extent is not None for unit, _ in units.values()) > 70


def test_every_code_of_the_catalogue_is_known_to_koodisto(tmp_path: Path) -> None:
    store = RegisterStore(tmp_path / "registers.sqlite")
    report = import_koodisto([SHARED / "koski-koodisto"], store, TODAY)
    registers = store.all()
    store.close()
    assert report.saved > 20_000
    offers = load_catalogue()
    assert unknown_codes(offers, registers) == []
    named = [offer for offer in enriched(offers, registers) if any(offer.koodisto_names)]
    assert len(named) > 1_000


def test_names_of_qualifications_are_the_official_ones(tmp_path: Path) -> None:
    names: dict[str, set[str]] = {}
    files = [SHARED / "koski-koodisto" / name for name in ("koulutus_11.json", "koulutus_2023-09.json")]
    for code in (code for file in files for code in json.loads(file.read_text(encoding="utf-8"))):
        names.setdefault(code["koodiUri"], set()).update(one.get("nimi", "") for one in code["metadata"])
    degrees = [offer for offer in load_catalogue() if offer.qualification == offer.name]
    named = {(code, offer.name) for offer in degrees for code in offer.koodisto_codes if code in names}
    assert len(named) > 100
    assert {code for code, name in named if name not in names[code]} <= RENAMED
