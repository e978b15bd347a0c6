"""Long messages: composed of examples for the training, heard by their closing in the use."""

import pytest

from nlu.intents.closing import LEAST_WORDS, closing
from nlu.intents.composed import PER_INTENT, composed
from nlu.intents.documents import Document, document_of

EXAMPLES = [
    ("asun Oulussa ja olen työtön hitsari", "inform"),
    ("olen tehnyt kymmenen vuotta töitä varastossa", "describe_background"),
    ("pelkään että olen liian vanha kouluun", "worry_age"),
    ("mistä saan rahaa opiskelun ajaksi", "ask_financing"),
    ("en jaksa enää elää tätä elämää", "crisis"),
    ("kiitos", "thank"),
]
RAMBLE = (
    "Asun Oulussa ja olen ollut varastolla töissä kymmenen vuotta, selkä on kipeä ja yöt menee valvoessa, "
    "mutta nyt minua kiinnostaisi tietää mistä saan rahaa elämiseen siksi aikaa kun opiskelen."
)


@pytest.fixture(scope="module")
def made() -> list[tuple[Document, str]]:
    documents, labels = composed(
        [document_of(text) for text, _ in EXAMPLES], [label for _, label in EXAMPLES]
    )
    return list(zip(documents, labels, strict=True))


def test_requests_worries_and_crises_win_over_what_is_told(made: list[tuple[Document, str]]) -> None:
    assert sorted(label for _, label in made) == ["ask_financing", "crisis", "worry_age"]


def test_tokens_and_entities_stand_where_the_text_says(made: list[tuple[Document, str]]) -> None:
    for document, _ in made:
        assert all(document.text[t.start : t.end] == t.text for t in document.tokens)
        assert all(0 <= start < end <= len(document.text) for _, start, end in document.entities)
    texts = " ".join(document.text for document, _ in made)
    assert "asun Oulussa" in texts or "varastossa" in texts


def test_the_same_examples_give_the_same_messages(made: list[tuple[Document, str]]) -> None:
    again, _ = composed([document_of(text) for text, _ in EXAMPLES], [label for _, label in EXAMPLES])
    assert [document.text for document in again] == [document.text for document, _ in made]


def test_no_intent_is_drowned_in_composed_messages() -> None:
    documents = [document_of(text) for text, _ in EXAMPLES] * (3 * PER_INTENT)
    labels = [label for _, label in EXAMPLES] * (3 * PER_INTENT)
    _, made_labels = composed(documents, labels)
    assert max(made_labels.count(label) for label in made_labels) == PER_INTENT


def test_the_closing_is_the_last_thought_of_a_ramble() -> None:
    end = closing(document_of(RAMBLE))
    assert end is not None
    assert end.text.startswith("mutta nyt minua kiinnostaisi")
    assert len(end.tokens) > LEAST_WORDS


@pytest.mark.parametrize("text", ["", "mistä saan rahaa opiskelun ajaksi", "sana " * 60, "?" * 60])
def test_short_or_shapeless_messages_have_no_closing(text: str) -> None:
    assert closing(document_of(text)) is None
