"""What a message after courses proposes is found among the words that propose it."""

import pytest

from actions.dialogue.proposals import Proposal, driver_of, proposal_in
from tests.support.timing import fastest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("oisko sittenkin tuo sirkus ja tanssi enemmän minun juttu, näytä niitä", "sirkus ja tanssi"),
        ("saisko saman mutta viikonloppuisin", "viikonloppuisin"),
        ("itse asiassa kukkakauppa", "kukkakauppa"),
        ("muutinki mieltäni ja haluan ompelemaan", "haluan ompelemaan"),
        ("tarkoitin siis puuseppää", "puuseppää"),
        ("naapuri sanoo jotta ratikkaa se ennemmin ajaisi kuin junaa", "ratikkaa ajaisi"),
        ("faija meinas et muurarina ois töitä", "muurarina töitä"),
        ("ei huvita toimisto, joku hevosten kanssa", "hevosten kanssa"),
        ("mieluummin lampaita", "lampaita"),
        ("meinasin kyllä enemmän mopoja", "mopoja"),
        ("näytä kutomista sen sijaan", "kutomista"),
        ("ei kumpikaan, haluan kukkien parissa", "kukkien parissa"),
    ],
)
def test_the_words_around_it_are_left_out(text: str, said: str) -> None:
    assert proposal_in(text) == Proposal(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [("entäpä puusepän työt?", "puusepän työt"), ("entä jos oisin räätäli", "räätäli"),
     ("mitä jos suutari", "suutari"),
     ("voisko olla vaikka muurari", "muurari")],
)  # fmt: skip
def test_what_is_asked_about_counts_only_as_a_name(text: str, said: str) -> None:
    assert proposal_in(text) == Proposal(said, asks=True)


@pytest.mark.parametrize(
    "text",
    ["kaveri sanoo että nää on outoja", "kiitos näistä", "entä jos en pääse sinne kouluun mitenkään", "!?"],
)
def test_other_messages_propose_nothing(text: str) -> None:
    assert proposal_in(text) is None


def test_who_drives_something_is_its_driver() -> None:
    assert driver_of("taksia ajais") == "taksinkuljettaja"
    assert driver_of("taksia ajattelin") is None
    assert driver_of("ajaa kovaa") is None


@pytest.mark.parametrize("text", ["a " * 150, "no, " * 75, "oisko " * 50, ". " * 5000, "sama mut " * 33])
def test_rows_of_words_and_marks_are_read_at_once(text: str) -> None:
    assert fastest(lambda: proposal_in(text)) < 0.1
