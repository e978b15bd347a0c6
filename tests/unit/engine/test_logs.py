"""Nothing that a learner wrote reaches a log line of the engine."""

from engine.logs import REDACTED, redact


def test_the_learners_words_are_redacted_and_the_rest_stays() -> None:
    event = {"event": "rest.message.received.failure", "text": "salaisuus", "sender_id": "abc"}
    assert redact(None, "error", event) == {
        "event": "rest.message.received.failure",
        "text": REDACTED,
        "sender_id": "abc",
    }
