"""Adds to offers what the registers know: outcomes, assessment, extent, names of codes, more parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from backends.courses.domain import EducationType, Kind, Offer
from backends.courses.opintopolku.client import search_address
from backends.courses.registers.eperusteet import Unit
from backends.courses.registers.store import Registers

SOURCE = "eperusteet"


def enriched(offers: Sequence[Offer], registers: Registers) -> list[Offer]:
    """The offers with what the registers add; then parts of known qualifications that no offer is about.

    What an offer says itself stays. A part that is added may be studied somewhere, nobody knows where: it is
    a possible offer without a place.
    """
    fields = {
        code: offer for offer in reversed(offers) if offer.field_level2 for code in offer.koodisto_codes
    }
    made = [_with_names(_with_unit(_with_field(offer, fields), registers), registers) for offer in offers]
    return [*made, *(_with_names(offer, registers) for offer in _missing(offers, registers))]


def _with_field(offer: Offer, fields: Mapping[str, Offer]) -> Offer:
    """An imported offer has the koulutusala of the catalogue's offer with the same code."""
    if offer.field_level2 is not None:
        return offer
    same = next((fields[code] for code in offer.koodisto_codes if code in fields), None)
    if same is None:
        return offer
    return replace(
        offer,
        field_level1=same.field_level1,
        field_level2=same.field_level2,
        field_names=offer.field_names or same.field_names,
    )


def _with_unit(offer: Offer, registers: Registers) -> Offer:
    found = next((registers.units[code][0] for code in offer.koodisto_codes if code in registers.units), None)
    if found is None:
        return offer
    return replace(
        offer,
        learning_outcomes=offer.learning_outcomes or found.outcomes,
        extent=offer.extent or found.extent,
        assessment=found.assessment or offer.assessment,
    )


def _with_names(offer: Offer, registers: Registers) -> Offer:
    names = tuple(registers.names.get(code, "") for code in offer.koodisto_codes)
    return replace(offer, koodisto_names=names) if any(names) else offer


def _missing(offers: Sequence[Offer], registers: Registers) -> Iterator[Offer]:
    held = {code for offer in offers for code in offer.koodisto_codes}
    degrees = {
        code: offer
        for offer in reversed(offers)
        if offer.kind is Kind.DEGREE
        for code in offer.koodisto_codes
    }
    for code, (unit, imported_on) in registers.units.items():
        degree = degrees.get(unit.qualification_code)
        if code not in held and degree is not None:
            yield _part(unit, degree, imported_on)


def _part(unit: Unit, degree: Offer, imported_on: date) -> Offer:
    return Offer(
        id=f"{SOURCE}-{unit.code}",
        name=unit.name,
        kind=Kind.DEGREE_PART,
        description="",
        source=SOURCE,
        checked_on=imported_on,
        sample=True,
        url=search_address(unit.name),
        extent=unit.extent,
        application=degree.application,
        learning_outcomes=unit.outcomes,
        field_level1=degree.field_level1,
        field_level2=degree.field_level2,
        field_names=degree.field_names,
        koodisto_codes=(unit.code,),
        qualification=unit.qualification or degree.name,
        education_type=EducationType.QUALIFICATION_PART,
        small_unit=True,
        assessment=unit.assessment,
    )


def unknown_codes(offers: Iterable[Offer], registers: Registers) -> list[tuple[str, str]]:
    """Codes of offers that koodisto lacks, of the code sets that were imported: (code, offer's name)."""
    sets = {code.rpartition("_")[0] for code in registers.names}
    codes = {code: offer.name for offer in offers for code in offer.koodisto_codes}
    return sorted(
        (code, name)
        for code, name in codes.items()
        if code.rpartition("_")[0] in sets and code not in registers.names
    )
