"""The embedded catalogue: offers made of the source tables under data/catalogue.

Every offer is a *possible* one (`sample`), linked to the same search in Opintopolku. A course becomes

- one offer for each provider that is known to teach it, in the provider's municipalities,
- one for each region where it is possible but no provider in the catalogue is known for it,
- one for the whole country, where it is rare or not bound to a place,
- and, for qualifications, one by apprenticeship.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from backends.courses.catalogue_schema import CourseRow, Facts, ProviderRow, Spread
from backends.courses.catalogue_tables import Course, Tables, read_tables
from backends.courses.domain import CatalogueError, Mode, Offer

_DATA = Path(__file__).resolve().parents[2] / "data"
CATALOGUE_FOLDER = _DATA / "catalogue"
PLACES_FOLDER = _DATA / "lookups" / "places"

__all__ = ["CATALOGUE_FOLDER", "PLACES_FOLDER", "CatalogueError", "load_catalogue"]


def load_catalogue(folder: Path = CATALOGUE_FOLDER, places_folder: Path = PLACES_FOLDER) -> tuple[Offer, ...]:
    """All offers of the embedded catalogue, in a stable order with stable ids.

    Raises CatalogueError (file, line, reason) if any table is wrong: nothing of a wrong catalogue is
    returned, so that a caller that reloads keeps what it has.
    """
    tables = read_tables(folder, places_folder)
    builder = _OfferBuilder(tables)
    offers = tuple(offer for course in tables.courses.values() for offer in builder.offers(course))
    seen: set[str] = set()
    for offer in offers:
        if offer.id in seen:
            raise CatalogueError("courses", None, f"two rows make the same offer id '{offer.id}'")
        seen.add(offer.id)
    return offers


@dataclass(frozen=True, slots=True)
class _Teaching:
    providers: dict[str, tuple[ProviderRow, ...]]
    parts: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, tables: Tables) -> _Teaching:
        providers: dict[str, list[ProviderRow]] = defaultdict(list)
        for provider in tables.providers.values():
            for course_id in provider.teaches:
                providers[course_id].append(provider)
        parts: dict[str, list[str]] = defaultdict(list)
        for course in tables.courses.values():
            if course.row.qualification is not None:
                parts[course.row.qualification].append(course.row.name)
        return cls({k: tuple(v) for k, v in providers.items()}, {k: tuple(v) for k, v in parts.items()})


class _OfferBuilder:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._defaults = tables.defaults
        self._teaching = _Teaching.of(tables)
        self._region_slugs = {name: f"maakunta-{_slug(name)}" for name in tables.defaults.regions}

    def offers(self, course: Course) -> Iterator[Offer]:
        base = self._base(course)
        covered: set[str] = set()
        for provider in self._teaching.providers.get(course.row.id, ()):
            offer = self._at_provider(base, provider)
            covered.update(offer.regions)
            yield offer
        yield from self._without_provider(base, course.row, covered)
        if course.row.apprenticeship:
            yield self._by_apprenticeship(base)

    def _base(self, course: Course) -> Offer:
        row = course.row
        field = self._tables.fields[row.field]
        facts = self._facts(course)
        return Offer(
            id=row.id,
            name=row.name,
            kind=course.kind,
            description=row.description,
            source=self._defaults.source,
            checked_on=course.checked_on,
            sample=True,
            url=self._defaults.search_url.replace("{query}", quote(row.name, safe="")),
            modes=row.modes,
            times=row.times,
            extent=row.extent_value(),
            cost_class=facts.cost,
            application=facts.application or (),
            entry_requirements=facts.entry,
            languages=facts.languages or (),
            learning_outcomes=row.outcomes or self._teaching.parts.get(row.id, ()),
            field_level1=field.code[:2],
            field_level2=field.code,
            field_names=tuple(dict.fromkeys((field.name, field.official))),
            koodisto_codes=row.codes,
            keywords=tuple(dict.fromkeys((*row.keywords, *row.specialisations, *field.keywords))),
            titles=row.titles,
            qualification=self._qualification(row),
            education_type=facts.type,
            small_unit=facts.small_unit,
            eqf=facts.eqf,
            assessment=facts.assessment,
            quality_assurance=facts.quality_assurance,
        )

    def _facts(self, course: Course) -> Facts:
        """The row's own facts, else its level's, else its kind's."""
        row = course.row
        layers: list[Facts] = [row]
        if row.level is not None and row.level in self._defaults.levels:
            layers.append(self._defaults.levels[row.level])
        if course.kind in self._defaults.kinds:
            layers.append(self._defaults.kinds[course.kind])
        merged: dict[str, object] = {}
        for layer in reversed(layers):
            merged.update(
                {key: getattr(layer, key) for key in Facts.model_fields if key in layer.model_fields_set}
            )
        return Facts.model_validate(merged)

    def _qualification(self, row: CourseRow) -> str | None:
        if row.qualification is not None:
            return self._tables.courses[row.qualification].row.name
        return row.name if row.level is not None else None

    def _at_provider(self, base: Offer, provider: ProviderRow) -> Offer:
        region_of = self._tables.places.region_of
        towns = provider.towns(base.id)
        regions = tuple(dict.fromkeys(region_of[name] for name in towns))
        note = f" {self._defaults.many_towns_note}" if len(towns) > 1 else ""
        offer = replace(
            base,
            id=f"{base.id}--{provider.id}",
            description=f"{base.description}{note}",
            provider=provider.name,
            municipalities=towns,
            regions=regions,
            languages=provider.languages,
            keywords=(*base.keywords, *provider.aliases),
        )
        return self._by_region_rule(offer)

    def _without_provider(self, base: Offer, row: CourseRow, covered: set[str]) -> Iterator[Offer]:
        if row.regions is Spread.PROVIDERS:
            return
        if row.regions is Spread.COUNTRY:
            if not covered:
                yield base
            return
        for name in self._region_names(row.regions):
            if name not in covered:
                yield self._by_region_rule(
                    replace(base, id=f"{base.id}--{self._region_slugs[name]}", regions=(name,))
                )

    def _region_names(self, spread: Spread | tuple[str, ...]) -> tuple[str, ...]:
        if isinstance(spread, tuple):
            return spread
        rules = self._defaults.region_rules if spread is Spread.MAINLAND else {}
        return tuple(name for name in self._defaults.regions if name not in rules)

    def _by_region_rule(self, offer: Offer) -> Offer:
        for name in offer.regions:
            rule = self._defaults.region_rules.get(name)
            if rule is not None:
                return replace(
                    offer,
                    languages=rule.languages,
                    application=rule.application,
                    description=f"{offer.description} {rule.note}",
                )
        return offer

    def _by_apprenticeship(self, base: Offer) -> Offer:
        rule = self._defaults.apprenticeship
        return replace(
            base,
            id=f"{base.id}--oppisopimus",
            name=rule.name.replace("{name}", base.name),
            description=f"{base.description} {rule.note}",
            modes=(Mode.WORKPLACE,),
            keywords=(*base.keywords, *rule.keywords),
        )


def _slug(name: str) -> str:
    return name.lower().translate(str.maketrans("äöå ", "aoa-"))
