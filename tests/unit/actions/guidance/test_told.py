"""What a message tells by its words, beside its entities."""

from pathlib import Path

import pytest

from actions.dialogue.facts import Fact
from actions.guidance.told import told_in
from actions.intake.model import load_intake

INTAKE = load_intake(Path("data/intake/adult.yml"))
TOLD = [
    ("oon töissä leipomossa, 40 vuotta", "employment_status", "employed"),
    ("päiväkodissa töissä, Kerava", "employment_status", "employed"),
    ("olen töissä 80 % sairaalassa", "employment_status", "part_time"),
    ("ajan joka aamu töihin Lohjalle", "employment_status", "employed"),
    ("duuni syö mut", "employment_status", "employed"),
    ("haeskelen töitä", "employment_status", "unemployed"),
    ("rakennushommat loppuivat syksyllä", "employment_status", "unemployed"),
    ("lopetin kampaamoni keväällä", "employment_status", "unemployed"),
    ("opiskelen ekaa vuotta kokiksi", "employment_status", "student"),
    ("lukio alkoi syksyllä", "employment_status", "student"),
    ("himassa kahden lapsen kanssa", "employment_status", "at_home"),
    ("hoidan äitiäni kotona", "employment_status", "at_home"),
    ("kieli on viro, suomi ok", "language", "some"),
    ("suomea vielä vähän", "language", "little"),
    ("puhun jo suomea hyvin", "language", "good"),
    ("mulla on dysleksia", "barriers", "small_start"),
    ("polvet ei kestä enää", "barriers", "own_pace"),
    ("en pääse lähtemään mihinkään", "barriers", "distance"),
    ("yläaste jäi kesken", "education_level", "unfinished"),
    ("valmistuin laitosmieheksi 2001", "education_level", "vocational"),
    ("haluisin jonkun ammatin", "goal", "occupation"),
    ("haluaisin viralliset paperit", "goal", "degree"),
    ("opin parhaiten tekemällä", "study_mode", "workplace"),
    ("illat sopii mulle", "study_mode", "evening"),
    ("yks lapsi himassa ja oon sen kanssa", "employment_status", "at_home"),
    ("päivät kotona niitten kanssa", "employment_status", "at_home"),
    ("iltatyö minulla on", "employment_status", "employed"),
    ("teen yötyötä satamassa", "employment_status", "employed"),
    ("oon tradenomi enkä viihdy", "education_level", "higher"),
    ("sosionomi koulutukseltani", "education_level", "higher"),
    ("olen 50-vuotias datanomi", "education_level", "vocational"),
    ("puhun suomea tosi huonosti", "language", "little"),
    ("mulla on heikko näkö", "barriers", "own_pace"),
    ("en pysy muiden tahdissa", "barriers", "own_pace"),
    ("30 vuotta töitä eikä mitään papereita", "goal", "degree"),
    ("työn saamisen takia", "motivation", "work"),
    ("asiakkaita ei enää tule", "motivation", "work"),
    ("ihan huviksi opiskelisin", "motivation", "learning"),
    ("siitä lähtien oon ollu hoivakodissa töissä", "employment_status", "employed"),
    ("pomo pani lapun luukulle", "employment_status", "unemployed"),
    ("jäin hommista pois keväällä", "employment_status", "unemployed"),
    ("nyt meidät irtisanottiin", "employment_status", "unemployed"),
    ("mut sanottiin toukokuussa irti", "employment_status", "unemployed"),
    ("kotihoidontuki loppuu elokuussa", "employment_status", "at_home"),
    ("kävin amiksesta sähköpuolen", "education_level", "vocational"),
]
NOT_TOLD = [
    ("jos oon töissä tehtaalla, saanko tukea", "employment_status"),
    ("en ole töissä missään", "employment_status"),
    ("mieheni on töissä satamassa", "employment_status"),
    ("haluan töitä", "employment_status"),
    ("olen 38 vuotta", "background"),
    ("en osaa ajaa autoa", "background"),
    ("haluaisin olla töissä keittiössä", "background"),
    ("osaan vähän suomea", "background"),
    ("olen miettinyt tätä kaksi vuotta", "background"),
    ("jäin työttömäksi", "background"),
    ("olen ollut Suomessa 9 vuotta", "background"),
    ("päätin että opiskelen kokiksi", "employment_status"),
    ("haluan insinööriksi", "education_level"),
    ("pitäs olla leipurin paperit", "education_level"),
    ("pelkään että minut irtisanottiin turhaan", "employment_status"),
    ("kaverit irtisanottiin", "employment_status"),
    ("jäin töistä pois lasten takia", "employment_status"),
]


@pytest.mark.parametrize(("text", "question", "value"), TOLD)
def test_words_tell_a_fact(text: str, question: str, value: str) -> None:
    assert told_in(text, {}, INTAKE)[question].value == value


@pytest.mark.parametrize(("text", "question"), NOT_TOLD)
def test_a_supposition_a_no_and_somebody_else_tell_nothing(text: str, question: str) -> None:
    assert question not in told_in(text, {}, INTAKE)


@pytest.mark.parametrize(
    "text",
    [
        "osaan korjata pyöriä",
        "olin varastolla",
        "paistanut ikäni pullaa",
        "siivousta tein kotona",
        "jahdannut hylkeitä kolme talvea",
        "pääsin talonmiehen apuriksi",
        "koulusta suoraan sahalle töihin",
        "korjaan huvikseni mopoja",
        "leipomo meillä 12 vuosi",
        "pidän pientä kioskia",
    ],
)
def test_work_and_skills_are_kept_in_own_words(text: str) -> None:
    assert told_in(text, {}, INTAKE)["background"].value == text


@pytest.mark.parametrize("text", ["äidinkieli arabia", "olen venäjänkielinen"])
def test_a_first_language_is_kept(text: str) -> None:
    assert told_in(text, {}, INTAKE)["language"].value == text


def test_a_reason_is_kept_in_own_words() -> None:
    text = "naapuri leipoo, siitä sain idean"
    assert told_in(text, {}, INTAKE)["motivation"].value == "siitä sain idean"


def test_words_of_health_are_never_kept() -> None:
    told = told_in("selkä meni eikä raksalla pysty olemaan", {}, INTAKE)
    assert "selkä" not in told["background"].value
    assert told["barriers"].said == ""


def test_what_is_known_stands_unless_the_words_are_surer() -> None:
    text = "firma meni konkurssiin"
    risk = {"employment_status": Fact("employment_status", "at_risk", "")}
    work = {"employment_status": Fact("employment_status", "employed", "")}
    assert told_in(text, risk, INTAKE)["employment_status"].value == "unemployed"
    assert "employment_status" not in told_in(text, work, INTAKE)
    assert told_in("ja sitten irtisanottiin", work, INTAKE)["employment_status"].value == "unemployed"
