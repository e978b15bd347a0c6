"""A wish for easier Finnish that is nothing else, whatever its words look like."""

from dataclasses import replace

from actions.dialogue.guide import Guide
from actions.texts import read_texts
from nlu.naming import said


def asks_only_for_plain_finnish(guide: Guide) -> bool:
    """Whether a message asks for easier Finnish in so many words while a question is open: "helppo suomi
    kiitos" answers nothing, though it names a language that one may learn."""
    if guide.open_question is None or guide.turn.is_button:
        return False
    texts, heard = read_texts("languages"), said(guide.turn.text)
    return heard.names_any(texts["plain_asked"]) and not heard.names_any(texts["of_learning"])


def ask_in_plain_finnish(guide: Guide) -> None:
    """Turn the plainest Finnish on, and ask the open question in it."""
    guide.state = replace(guide.state, plain=True)
    guide.reply.say("utter_plain_finnish")
    if guide.open_question is not None:
        guide.ask(guide.open_question.id)
