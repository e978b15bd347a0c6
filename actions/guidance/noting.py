"""Facts said in passing while a talk is open."""

from actions.dialogue.careers import without_career_lengths
from actions.dialogue.facts import facts_said
from actions.dialogue.guide import Guide


def note_other_facts(guide: Guide) -> None:
    """Keep what a message states. A field that is liked or was worked in is no wish for a course yet."""
    entities = without_career_lengths(guide.turn.entities, guide.turn.text)
    said = facts_said(entities, guide.intake, wish=False, open_question=None, text=guide.turn.text)
    for name, fact in said.items():
        if name != "field" or fact.entity == "occupation":
            guide.note(fact)
