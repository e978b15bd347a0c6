"""Which of several readings goes first: the table of data/lookups/readings.yml, and function words."""

import pytest
import yaml

from nlu.analysis import FinnishAnalyzer, Reading, shared_analyzer
from nlu.analysis.preference import READINGS, Preference, function_words_first
from nlu.analysis.voikko import VoikkoMorphology
from nlu.spoken.forms import SpokenForms

TABLE = [
    (form, lemma)
    for lemma, forms in yaml.safe_load(READINGS.read_text(encoding="utf-8")).items()
    for form in str(forms).split()
]


@pytest.mark.parametrize(("form", "lemma"), TABLE)
def test_every_preferred_reading_is_the_first(form: str, lemma: str) -> None:
    assert shared_analyzer().lemmas(form)[0] == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    {
        "kuin": "kuin",
        "eli": "eli",
        "juuri": "juuri",
        "ilman": "ilman",
        "vastaan": "vastaan",
        "liian": "liian",
        "noin": "noin",
        "kautta": "kautta",
        "silloin": "silloin",
        "myöhemmin": "myöhemmin",
        "oikein": "oikein",
    }.items(),
)
def test_function_words_go_before_rare_readings(form: str, lemma: str) -> None:
    assert shared_analyzer().lemmas(form)[0] == lemma


def test_the_table_holds_nothing_needless() -> None:
    """A form that Voikko and the rest of the analyser read right without the table stands there in vain."""
    morphology, analyzer = VoikkoMorphology(), FinnishAnalyzer(preference=Preference(SpokenForms({})))
    first = {form: function_words_first(form, morphology.read(form))[:1] for form, _ in TABLE}
    right = [form for form, lemma in TABLE if any(r.lemma == lemma for r in first[form])]
    assert [form for form in right if analyzer.lemmas(form)[0] == dict(TABLE)[form]] == []


def test_other_readings_stay_behind() -> None:
    readings = (Reading("kuu", (), "nimisana"), Reading("kuin", (), "sidesana"))
    assert function_words_first("kuin", readings) == readings[::-1]
    assert Preference(SpokenForms({"kuin": "kuu"})).certain("kuin", readings) == readings
    assert Preference(SpokenForms({"kuin": "x"})).certain("kuin", readings)[0].lemma == "x"
    assert Preference(SpokenForms({})).certain("kuin", readings) == ()
