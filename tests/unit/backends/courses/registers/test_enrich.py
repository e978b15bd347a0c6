from __future__ import annotations

from dataclasses import replace
from datetime import date

from backends.courses.domain import Extent, ExtentUnit, Kind
from backends.courses.registers.enrich import enriched, unknown_codes
from backends.courses.registers.eperusteet import Unit
from backends.courses.registers.store import NOTHING, Registers
from tests.support.offers import offer

DAY = date(2026, 11, 20)
DEGREE = replace(
    offer("pt", "Keksitty perustutkinto", Kind.DEGREE),
    koodisto_codes=("koulutus_999999",),
    field_level2="091",
)
PART = replace(offer("osa", "Keksitty osa", Kind.DEGREE_PART), koodisto_codes=("tutkinnonosat_900001",))
FIRST = Unit(
    "tutkinnonosat_900001",
    "Keksitty osa",
    ("keksiä",),
    Extent(15, ExtentUnit.OSP),
    "Näyttö.",
    "Keksitty",
    "koulutus_999999",
)
SECOND = replace(FIRST, code="tutkinnonosat_900002", name="Toinen osa")
REGISTERS = Registers(
    {FIRST.code: (FIRST, DAY), SECOND.code: (SECOND, DAY)}, {"tutkinnonosat_900001": "Virallinen nimi"}
)


def test_an_offer_gets_what_it_does_not_say_itself() -> None:
    [found] = [one for one in enriched([PART], REGISTERS) if one.id == "osa"]
    assert found.learning_outcomes == ("keksiä",)
    assert found.extent == Extent(15, ExtentUnit.OSP)
    assert found.assessment == "Näyttö."
    assert found.koodisto_names == ("Virallinen nimi",)
    own = replace(PART, learning_outcomes=("oma",), extent=Extent(10, ExtentUnit.OSP))
    [kept] = enriched([own], REGISTERS)
    assert (kept.learning_outcomes, kept.extent) == (("oma",), Extent(10, ExtentUnit.OSP))


def test_a_part_that_no_offer_is_about_is_a_possible_offer_of_its_qualification() -> None:
    added = enriched([DEGREE, PART], REGISTERS)[2:]
    assert [(one.id, one.kind, one.sample) for one in added] == [
        ("eperusteet-tutkinnonosat_900002", Kind.DEGREE_PART, True)
    ]
    [found] = added
    assert (found.field_level2, found.checked_on, found.small_unit) == ("091", DAY, True)
    assert (found.provider, found.municipalities, found.regions) == (None, (), ())


def test_parts_of_unknown_qualifications_are_not_added() -> None:
    assert [one.id for one in enriched([PART], REGISTERS)] == ["osa"]


def test_an_imported_offer_has_the_field_of_the_same_code() -> None:
    imported = replace(offer("opintopolku-1", "Toteutus", Kind.DEGREE), koodisto_codes=("koulutus_999999",))
    other = replace(imported, koodisto_codes=("koulutus_000001",))
    found = enriched([DEGREE, imported, other], NOTHING)
    assert [one.field_level2 for one in found] == ["091", "091", None]


def test_without_registers_nothing_changes() -> None:
    assert enriched([DEGREE, PART], NOTHING) == [DEGREE, PART]


def test_codes_that_koodisto_lacks_are_told_of_the_sets_that_were_imported() -> None:
    other = replace(PART, koodisto_codes=("tutkinnonosat_123456",))
    assert unknown_codes([DEGREE, PART, other], REGISTERS) == [("tutkinnonosat_123456", "Keksitty osa")]
