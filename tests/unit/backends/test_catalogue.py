"""The embedded catalogue: what it holds, and what it refuses."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from backends.courses.catalogue import CATALOGUE_FOLDER, load_catalogue
from backends.courses.domain import (
    Application,
    CatalogueError,
    CostClass,
    EducationType,
    ExtentUnit,
    Kind,
    Mode,
    Offer,
)
from tests.support.timing import fastest

REGIONS = frozenset(
    [
        "Uusimaa",
        "Varsinais-Suomi",
        "Satakunta",
        "Kanta-Häme",
        "Pirkanmaa",
        "Päijät-Häme",
        "Kymenlaakso",
        "Etelä-Karjala",
        "Etelä-Savo",
        "Pohjois-Savo",
        "Pohjois-Karjala",
        "Keski-Suomi",
        "Etelä-Pohjanmaa",
        "Pohjanmaa",
        "Keski-Pohjanmaa",
        "Pohjois-Pohjanmaa",
        "Kainuu",
        "Lappi",
        "Ahvenanmaa",
    ]
)
MAIN_QUALIFICATIONS = frozenset(
    [
        "koulutus_371101",
        "koulutus_381241",
        "koulutus_352201",
        "koulutus_351407",
        "koulutus_351301",
        "koulutus_381408",
        "koulutus_381142",
        "koulutus_331101",
        "koulutus_341102",
        "koulutus_381141",
        "koulutus_351108",
        "koulutus_361301",
        "koulutus_361101",
        "koulutus_381504",
        "koulutus_381342",
    ]
)


@pytest.fixture(scope="module")
def offers() -> tuple[Offer, ...]:
    return load_catalogue()


@pytest.fixture(scope="module")
def by_id(offers: tuple[Offer, ...]) -> dict[str, Offer]:
    return {offer.id: offer for offer in offers}


def test_size(offers: tuple[Offer, ...]) -> None:
    kinds = Counter(offer.kind for offer in offers)
    assert len(offers) >= 1200
    assert set(kinds) == set(Kind)
    assert len({offer.qualification for offer in offers if offer.kind is Kind.DEGREE}) >= 120
    assert len({offer.name for offer in offers if offer.kind is Kind.SHORT}) >= 60
    assert len({offer.provider for offer in offers if offer.provider}) >= 60
    assert len({offer.name for offer in offers if offer.kind is Kind.BADGE}) >= 30


def test_ids_are_unique_stable_and_fit_for_an_address(offers: tuple[Offer, ...]) -> None:
    ids = [offer.id for offer in offers]
    assert len(set(ids)) == len(ids)
    assert ids == [offer.id for offer in load_catalogue()]
    assert all(set(id_) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for id_ in ids)


def test_every_offer_is_a_possible_one_that_can_be_checked(offers: tuple[Offer, ...]) -> None:
    for offer in offers:
        assert offer.sample is True
        assert offer.url is not None
        assert offer.url.startswith("https://opintopolku.fi/konfo/fi/haku/")
        assert "{" not in offer.url
        assert " " not in offer.url
        assert offer.checked_on.year >= 2026
        assert offer.description.endswith(".")
        assert offer.field_level2 is not None
        assert offer.field_level1 == offer.field_level2[:2]
        assert offer.languages


def test_a_price_or_a_date_is_promised_nowhere(offers: tuple[Offer, ...]) -> None:
    for offer in offers:
        text = f"{offer.name} {offer.description} {offer.entry_requirements or ''}".lower()
        assert not re.search(r"€|\beuro|\b20\d\d\b", text), offer.id


def test_every_region_has_the_main_fields(offers: tuple[Offer, ...]) -> None:
    found = {
        (region, code)
        for offer in offers
        for region in offer.regions
        for code in offer.koodisto_codes
        if code in MAIN_QUALIFICATIONS
    }
    assert found == {(region, code) for region in REGIONS for code in MAIN_QUALIFICATIONS}


def test_a_provider_has_municipalities_and_a_region_alone_has_none(offers: tuple[Offer, ...]) -> None:
    for offer in offers:
        assert bool(offer.provider) == bool(offer.municipalities)
        assert set(offer.regions) <= REGIONS
        if offer.provider is None:
            assert len(offer.regions) <= 1


def test_no_region_is_offered_without_provider_what_a_provider_offers_there(
    offers: tuple[Offer, ...],
) -> None:
    taught = {
        (offer.id.split("--")[0], region) for offer in offers if offer.provider for region in offer.regions
    }
    alone = {
        (offer.id.split("--")[0], region)
        for offer in offers
        if not offer.provider
        for region in offer.regions
    }
    assert not taught & alone


def test_a_qualification_at_a_provider(by_id: dict[str, Offer]) -> None:
    offer = by_id["sote-pt--omnia"]
    assert offer.name == "Sosiaali- ja terveysalan perustutkinto"
    assert offer.provider == "Omnia"
    assert offer.municipalities == ("Espoo",)
    assert offer.regions == ("Uusimaa",)
    assert offer.koodisto_codes == ("koulutus_371101",)
    assert offer.extent is not None
    assert (offer.extent.amount, offer.extent.unit) == (180, ExtentUnit.OSP)
    assert offer.cost_class is CostClass.FREE
    assert Application.CONTINUOUS in offer.application
    assert "lähihoitaja" in offer.titles
    assert "lähäri" in offer.keywords
    assert "Kasvun ja osallisuuden edistäminen" in offer.learning_outcomes
    assert offer.modes == ()
    assert offer.times == ()


def test_a_course_taught_in_one_town_of_many_is_offered_there_alone(by_id: dict[str, Offer]) -> None:
    assert by_id["merikapteeni-amk--xamk"].municipalities == ("Kotka",)
    assert by_id["metsa-pt--osao"].municipalities == ("Taivalkoski",)


def test_a_provider_of_many_towns_says_to_check_which(by_id: dict[str, Offer]) -> None:
    assert "monella paikkakunnalla" in by_id["sote-pt--riveria"].description
    assert "monella paikkakunnalla" not in by_id["sote-pt--omnia"].description


def test_apprenticeship_is_a_way_to_study_a_qualification(by_id: dict[str, Offer]) -> None:
    offer = by_id["puhtaus-at--oppisopimus"]
    assert offer.modes == (Mode.WORKPLACE,)
    assert "oppisopimus" in offer.keywords
    assert offer.qualification == "Puhtaus- ja kiinteistöpalvelualan ammattitutkinto"


def test_every_offer_says_what_type_of_education_it_is(offers: tuple[Offer, ...]) -> None:
    assert all(offer.education_type for offer in offers)
    without = {EducationType.UNIVERSITY_DEGREE}
    assert {offer.education_type for offer in offers} >= set(EducationType) - without


def test_small_competence_units_are_marked(by_id: dict[str, Offer]) -> None:
    part = by_id["osa-106233--maakunta-kainuu"]
    assert part.small_unit
    assert part.assessment is not None
    assert part.eqf is None
    assert not by_id["sote-pt--omnia"].small_unit
    assert by_id["sote-pt--omnia"].eqf == 4


def test_a_degree_part_names_its_qualification(by_id: dict[str, Offer]) -> None:
    offer = by_id["osa-106233--maakunta-lappi"]
    assert offer.kind is Kind.DEGREE_PART
    assert offer.name == "Kasvun ja osallisuuden edistäminen"
    assert offer.qualification == "Sosiaali- ja terveysalan perustutkinto"
    assert offer.extent is not None
    assert offer.extent.amount == 25


def test_an_extent_may_be_a_range(by_id: dict[str, Offer]) -> None:
    extent = by_id["ammattipatevyys-la--maakunta-lappi"].extent
    assert extent is not None
    assert (extent.amount, extent.maximum, extent.unit) == (140, 280, ExtentUnit.HOURS)


def test_aland_has_its_own_rules(offers: tuple[Offer, ...]) -> None:
    there = [offer for offer in offers if "Ahvenanmaa" in offer.regions]
    assert there
    for offer in there:
        assert offer.languages == ("sv",)
        assert offer.application == ()
        assert "Ahvenanmaa" in offer.description
    assert not any(offer.kind is Kind.LABOUR_MARKET for offer in there)


def test_coastal_regions_have_teaching_in_swedish(offers: tuple[Offer, ...]) -> None:
    swedish = {region for offer in offers if "sv" in offer.languages for region in offer.regions}
    assert {"Uusimaa", "Varsinais-Suomi", "Pohjanmaa", "Ahvenanmaa"} <= swedish


def test_loading_takes_less_than_two_seconds() -> None:
    assert fastest(load_catalogue) < 2


# What is refused. The tables are copied, one thing is broken, and the error must say where it stands.

SOTE = "courses/qualifications/sote.yml"
Break = Callable[[str, str, str], CatalogueError]


@pytest.fixture
def broken(tmp_path: Path) -> Break:
    """Loads a copy of the catalogue in which the first `old` of one file became `new`; gives the refusal."""

    def load(file: str, old: str, new: str) -> CatalogueError:
        folder = tmp_path / "catalogue"
        shutil.copytree(CATALOGUE_FOLDER, folder)
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(CatalogueError) as caught:
            load_catalogue(folder)
        assert caught.value.file == file
        return caught.value

    return load


def line_of(file: str, text: str) -> int:
    """The 1-based line of the first occurrence in the catalogue as it is."""
    content = (CATALOGUE_FOLDER / file).read_text(encoding="utf-8")
    return content[: content.index(text)].count("\n") + 1


def test_broken_yaml(broken: Break) -> None:
    error = broken(SOTE, "    titles: [", "    titles: [[")
    assert error.line is not None
    assert error.line >= line_of(SOTE, "    titles: [")
    assert "broken YAML" in error.reason


def test_an_unclosed_quote(broken: Break) -> None:
    error = broken("fields.yml", 'code: "091"', 'code: "091')
    assert error.line is not None
    assert "broken YAML" in error.reason


def test_a_key_twice(broken: Break) -> None:
    error = broken(SOTE, "    level: initial\n", "    level: initial\n    level: further\n")
    assert error.line == line_of(SOTE, "    level: initial") + 1
    assert "'level' stands twice" in error.reason


def test_a_missing_field_is_shown_at_its_row(broken: Break) -> None:
    error = broken(SOTE, "    name: Sosiaali- ja terveysalan perustutkinto\n", "")
    assert error.line == line_of(SOTE, "- id: sote-pt")
    assert "name" in error.reason
    assert "required" in error.reason


def test_an_unknown_key(broken: Break) -> None:
    error = broken(SOTE, "    extent: 180 osp", "    extend: 180 osp")
    assert error.line == line_of(SOTE, "    extent: 180 osp")
    assert "extend" in error.reason


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (SOTE, "codes: [koulutus_371101]", "codes: [koulutus_37110]"),
        (SOTE, "codes: [koulutus_371101]", "codes: [371101]"),
        (SOTE, "extent: 180 osp", "extent: 180 points"),
        (SOTE, "level: initial", "level: basic"),
        (SOTE, "regions: all", "regions: everywhere"),
        ("courses/badges.yml", "kind: badge", "kind: batch"),
        ("courses/badges.yml", "checked_on: 2026-11-26", "checked_on: last autumn"),
        ("fields.yml", 'code: "091"', "code: 91"),
        ("fields.yml", "id: sote,", "id: Sote ala,"),
    ],
)
def test_a_wrong_code_or_word(broken: Break, file: str, old: str, new: str) -> None:
    assert broken(file, old, new).line == line_of(file, old)


def test_a_level_belongs_to_degrees_alone(broken: Break) -> None:
    error = broken(
        "courses/badges.yml", "    field: yleissivistys\n", "    field: yleissivistys\n    level: initial\n"
    )
    assert "osaamismerkki-1000: 'level'" in error.reason


def test_a_duplicate_id_names_both_places(broken: Break) -> None:
    error = broken(SOTE, "- id: laake-pt", "- id: sote-pt")
    assert error.line == line_of(SOTE, "- id: laake-pt")
    assert f"'sote-pt' stands already at {SOTE}:{line_of(SOTE, '- id: sote-pt')}" in error.reason


def test_a_duplicate_id_in_another_file(broken: Break) -> None:
    error = broken(SOTE, "- id: sote-pt", "- id: hygieniapassi")
    assert "courses/cards-and-short-courses.yml:" in error.reason


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("defaults.yml", "- Kainuu", "- Kainu", "no region 'Kainu'"),
        ("defaults.yml", "  Ahvenanmaa:", "  Åland:", "no region 'Åland'"),
        (SOTE, "field: sote", "field: soteala", "no field 'soteala'"),
        (
            "courses/degree-parts.yml",
            "qualification: sote-pt",
            "qualification: sote",
            "no qualification 'sote'",
        ),
        (
            "courses/degree-parts.yml",
            "qualification: sote-pt",
            "qualification: ea1",
            "no qualification 'ea1'",
        ),
        (
            "providers/vocational.yml",
            "municipalities: [Espoo]",
            "municipalities: [Esbo]",
            "no municipality 'Esbo'",
        ),
        (
            "courses/qualifications/luonnonvarat.yml",
            "regions: [Lappi]",
            "regions: [Lapland]",
            "no region 'Lapland'",
        ),
        ("providers/vocational.yml", "teaches: [sote-pt", "teaches: [sote-ptt", "no course 'sote-ptt'"),
    ],
)
def test_a_reference_that_leads_nowhere(broken: Break, file: str, old: str, new: str, reason: str) -> None:
    error = broken(file, old, new)
    assert error.line == line_of(file, old)
    assert error.reason == reason


def test_towns_of_a_course_are_towns_of_its_provider(broken: Break) -> None:
    error = broken("providers/vocational.yml", "metsa-pt: [Ylöjärvi]", "metsa-pt: [Oulu]")
    assert "metsa-pt" in error.reason


def test_an_empty_file(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(CATALOGUE_FOLDER, folder)
    (folder / "courses" / "badges.yml").write_text("# nothing here\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"courses/badges\.yml: is empty"):
        load_catalogue(folder)


def test_bytes_that_are_not_text(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(CATALOGUE_FOLDER, folder)
    (folder / "fields.yml").write_bytes(b"items: [\xff\xfe]")
    with pytest.raises(CatalogueError, match=r"fields\.yml: cannot be read"):
        load_catalogue(folder)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no such folder"):
        load_catalogue(tmp_path / "nowhere")


def test_no_table_of_municipalities(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"regions\.csv: cannot be read"):
        load_catalogue(CATALOGUE_FOLDER, tmp_path)


def test_tables_of_places_that_do_not_fit_together(tmp_path: Path) -> None:
    (tmp_path / "regions.csv").write_text("code,name\n01,Uusimaa\n", encoding="utf-8")
    (tmp_path / "municipalities.csv").write_text("code,name,region\n564,Oulu,17\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"municipalities\.csv:2: no region with the code '17'"):
        load_catalogue(CATALOGUE_FOLDER, tmp_path)


def test_a_table_of_places_without_a_column(tmp_path: Path) -> None:
    (tmp_path / "regions.csv").write_text("number,name\n01,Uusimaa\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"regions\.csv:1: no column 'code'"):
        load_catalogue(CATALOGUE_FOLDER, tmp_path)
