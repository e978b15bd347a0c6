"""The gazetteer of places: tables, forms, rules of trust, questions, and the official key."""

import csv
import os
from pathlib import Path

import pytest

from nlu.analysis import shared_analyzer
from nlu.places import PlaceGazetteer, shared_places
from nlu.places.inflection import forms_of
from nlu.places.official import KeyFileError, compare, read_key, write_table
from nlu.places.tables import FOLDER, read_tables
from nlu.reading import read_message
from tests.support.timing import fastest

FORMS = Path(__file__).with_name("place_forms.tsv")
SHARED = Path(os.environ.get("SUUNTA_SHARED", Path(__file__).resolve().parents[4] / "shared"))
OFFICIAL_KEY = SHARED / "data" / "geofi" / "municipality_key_2026.csv"
TABLES = read_tables()


def rows() -> list[tuple[str, str]]:
    lines = FORMS.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(text, expected) for text, expected in pairs]


@pytest.mark.parametrize(("text", "expected"), rows())
def test_forms(text: str, expected: str) -> None:
    found = ";".join(match.name for match in shared_places().find_in(text)) or "-"
    assert found == expected


@pytest.mark.parametrize(("text", "expected"), [row for row in rows() if ":" not in row[0]])
def test_forms_with_the_analysers_tokens(text: str, expected: str) -> None:
    found = ";".join(match.name for match in shared_places().find(shared_analyzer().tokens(text))) or "-"
    assert found == expected


@pytest.mark.parametrize("name", [name for name in TABLES.names if name.kind == "municipality"], ids=str)
def test_every_name_of_a_municipality_is_found_in_capitals_with_a_cue(name: object) -> None:
    text, means, caution = name.text, name.means, name.caution.value  # type: ignore[attr-defined]
    if caution == "name_only":
        return
    matches = shared_places().find_in(f"muutan {text}")
    assert [match.name for match in matches] == [means]


def test_all_municipalities_are_found_in_the_local_cases_that_the_rules_make() -> None:
    names = [name for name in TABLES.names if name.text == name.means and name.kind == "municipality"]
    gazetteer = shared_places()
    for name in names:
        for form, _ in forms_of(name.text, name.stems):
            matches = gazetteer.find_in(f"asun {form.capitalize()}")
            assert [match.name for match in matches] == [name.means], form


def test_a_match_covers_the_words_as_written() -> None:
    text = "Etsin kursseja Oulun seudulta tai etela savosta."
    assert [text[match.start : match.end] for match in shared_places().find_in(text)] == [
        "Oulun seudulta",
        "etela savosta",
    ]


def test_kinds() -> None:
    text = "Kallio, Lappi, Tampereen seutu ja pääkaupunkiseutu"
    assert [match.kind for match in shared_places().find_in(f"asun {text}")] == [
        "municipality",
        "region",
        "employment_area",
        "area",
    ]


@pytest.mark.parametrize("text", ["", " ", "🙂🙂", "\x00\x07", "-", "a-", "ä" * 2000, "Oulu-" * 400, "مدينة"])
def test_odd_input_is_read_without_an_error(text: str) -> None:
    assert len(shared_places().find_in(text)) <= 400


def test_a_long_message_takes_bounded_time() -> None:
    text = ("xyzäöquu" * 3 + " ") * 80 + "Oulussa"
    assert [match.name for match in shared_places().find_in(text)] == ["Oulu"]
    assert fastest(lambda: shared_places().find_in(text)) < 0.1


def test_there_are_all_places() -> None:
    kinds = [place.kind for place in TABLES.places]
    assert kinds.count("municipality") == 308
    assert kinds.count("region") == 19
    assert kinds.count("employment_area") == 46
    assert len([name for name in TABLES.names if name.text != name.means]) > 450


def test_the_tables_are_whole() -> None:
    municipalities = {place.name: place for place in TABLES.places if place.kind == "municipality"}
    assert len({place.code for place in municipalities.values()}) == 308
    for place in municipalities.values():
        assert 59.5 < place.lat < 70.2 and 19.3 < place.lon < 31.6, place
        assert place.neighbours, place
        for other in place.neighbours:
            assert place.name in municipalities[other].neighbours, (place.name, other)


def test_neighbours_are_near_each_other() -> None:
    gazetteer = shared_places()
    for place in (
        place for place in TABLES.places if place.kind == "municipality" and place.region != "Lappi"
    ):
        for other in place.neighbours:
            distance = gazetteer.distance_km(place.name, other)
            assert distance is not None and distance < 130, (place.name, other, distance)


def test_a_misspelt_answer_to_the_question_of_the_place_is_guessed() -> None:
    guess = shared_places().guess
    assert (guess("iisami"), guess("Kuopjo"), guess("porri")) == ("Iisalmi", "Kuopio", "Pori")
    assert (guess("raha"), guess("emt"), guess("rauma")) == (None, None, None)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Varkauvessakkii käöpi", "Varkaus"),
        ("Mikkeliinnii", "Mikkeli"),
        ("voes olla Jojensuussakkii", "Joensuu"),
    ],
)
def test_clitics_of_the_east(said: str, name: str) -> None:
    assert [one.value for one in read_message(said).entities if one.entity == "place"] == [name]


def test_get() -> None:
    gazetteer = shared_places()
    names = [gazetteer.get(name) for name in ("oulu", "Hervanta", "Stadi", "Lappi", "kymppi", "pks")]
    assert [place and place.name for place in names] == [
        "Oulu",
        "Tampere",
        "Helsinki",
        "Lappi",
        "Kymppi",
        "pääkaupunkiseutu",
    ]
    assert gazetteer.get("Atlantis") is None
    lahti = gazetteer.get("Lahti", "employment_area")
    assert lahti is not None and lahti.code == "19"


def test_questions_about_places() -> None:
    gazetteer = shared_places()
    assert gazetteer.municipalities_of("Kainuu") == (
        "Hyrynsalmi",
        "Kajaani",
        "Kuhmo",
        "Paltamo",
        "Puolanka",
        "Ristijärvi",
        "Sotkamo",
        "Suomussalmi",
    )
    assert set(gazetteer.municipalities_of("pääkaupunkiseutu")) == {
        "Espoo",
        "Helsinki",
        "Kauniainen",
        "Vantaa",
    }
    assert gazetteer.municipalities_of("Oulu") == ("Oulu",)
    assert gazetteer.neighbours("Helsinki") == ("Espoo", "Sipoo", "Vantaa")
    assert "Lappi" not in gazetteer.neighbours("Kainuu")
    assert "Pohjois-Savo" in gazetteer.neighbours("Kainuu")
    assert gazetteer.neighbours("Atlantis") == ()


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("Helsinki", "Tampere", 155, 170),
        ("Helsinki", "Oulu", 530, 550),
        ("Turku", "Oulu", 530, 550),
        ("Kallio", "Helsinki", 0, 0),
        ("Sotkamo", "Kainuu", 0, 0),
        ("Vantaa", "pääkaupunkiseutu", 0, 0),
    ],
)
def test_distances(one: str, other: str, low: float, high: float) -> None:
    distance = shared_places().distance_km(one, other)
    assert distance is not None and low <= round(distance) <= high


def test_the_distance_to_an_unknown_place_is_unknown() -> None:
    assert shared_places().distance_km("Oulu", "Atlantis") is None


def test_loading_is_fast() -> None:
    assert fastest(PlaceGazetteer.load) < 0.6


@pytest.mark.shared_data
@pytest.mark.skipif(not OFFICIAL_KEY.exists(), reason="the official key is not beside the repository")
def test_the_table_says_what_the_official_key_says() -> None:
    result = compare(read_key(OFFICIAL_KEY))
    assert result.changes == ()
    assert result.by_hand == ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "places"
    copy.mkdir()
    for path in FOLDER.glob("*.csv"):
        (copy / path.name).write_bytes(path.read_bytes())
    return copy


def key_file(path: Path, **changed: dict[str, str]) -> Path:
    """An official key with what the table says, but for the municipalities in `changed`, by name."""
    with (FOLDER / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["kunta", "municipality_name_fi", "maakunta_code", "tyollisyysalue_code"])
        for row in table:
            new = {**row, **changed.get(row["name"], {})}
            if new["code"]:
                writer.writerow([new["code"], new["name"], new["region"], new["employment_area"]])
    return path


def test_a_key_that_says_otherwise_changes_the_table(folder: Path, tmp_path: Path) -> None:
    key = key_file(tmp_path / "key.csv", Inkoo={"employment_area": "20"}, Heinola={"region": "08"})
    result = compare(read_key(key), folder)
    assert [(change.name, change.column, change.new) for change in result.changes] == [
        ("Inkoo", "employment_area", "20"),
        ("Heinola", "region", "08"),
    ]
    write_table(result.rows, folder)
    changed = PlaceGazetteer.load(folder)
    inkoo = changed.get("Inkoo")
    assert inkoo is not None and inkoo.employment_area == "Lohja-Karkkila"
    assert "Heinola" in changed.municipalities_of("Kymenlaakso")


def test_municipalities_new_renamed_or_gone_are_left_to_people(folder: Path, tmp_path: Path) -> None:
    key = key_file(
        tmp_path / "key.csv",
        Luhanka={"code": ""},
        Kemi={"name": "Kemih"},
        Salo={"employment_area": "99"},
    )
    with key.open("a", encoding="utf-8") as file:
        file.write("999,Uusikunta,01,08\n")
    result = compare(read_key(key), folder)
    assert [(change.name, change.column, change.new) for change in result.by_hand] == [
        ("Salo", "employment_area", "99"),
        ("Luhanka", "", ""),
        ("Kemi", "name", "Kemih"),
        ("Uusikunta", "", "Uusikunta"),
    ]
    assert result.changes == ()


def test_a_file_that_is_no_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(KeyFileError, match="no column"):
        read_key(path)
    with pytest.raises(KeyFileError):
        read_key(tmp_path / "missing.csv")
