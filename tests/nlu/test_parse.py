"""`engine.parse`: the contract's object from Rasa's, and lines that are no payloads."""

import io

import pytest

from engine.parse import answer, lines, without_payload


def test_answer_takes_the_ranking_of_the_decision() -> None:
    parsed = {
        "intent": {"name": "nlu_fallback", "confidence": 0.4},
        "entities": [{"entity": "age", "value": "45", "start": 0, "end": 2, "extractor": "x"}],
        "decision": {"kind": "clarify", "candidates": [], "ranking": [{"name": "inform", "confidence": 0.6}]},
    }
    found = answer("45", parsed)
    assert found["intent"] == {"name": "inform", "confidence": 0.6}
    assert found["decision"] == "clarify"
    assert found["entities"] == [{"entity": "age", "value": "45", "canonical": None, "start": 0, "end": 2}]


@pytest.mark.parametrize("text", ["/restart", '  /inform{"age": "1"}', "//", "/"])
def test_no_line_is_a_payload(text: str) -> None:
    words = without_payload(text)
    assert not words.strip().startswith("/")
    assert len(words) == len(text)


def test_only_a_line_feed_ends_a_line() -> None:
    source = io.StringIO("yksi\u2028sama\x0b\nkaksi\r\n\n", newline="\n")
    assert list(lines(source)) == ["yksi\u2028sama\x0b", "kaksi", ""]
