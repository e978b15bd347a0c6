"""Says what is open in the talk on skills; a reply keeps the talk open with its state."""

from actions.dialogue.desires import is_ahead
from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.guidance.mapping_data import load_mapping
from actions.guidance.mapping_state import MappingState
from actions.guidance.mapping_view import (
    confirm_buttons,
    confirm_text,
    pick_buttons,
    skills_buttons,
    skills_text,
    story_buttons,
)
from actions.guidance.talk import keep_talk

TALK = "skills"


def ask_for_story(guide: Guide, state: MappingState) -> None:
    """Begin: say how long it takes and ask for a story; of a field that was told, what one did there."""
    texts = load_mapping()
    intro, question = texts.intro, texts.story
    if state.aim == "change":
        intro, question = texts.intro_change, texts.story_change
    if field := _field_left(guide):
        intro, question = texts.heard_field.format(field=field), texts.story_field
    ask_current(guide, state.waiting_for_story(question), intro)


def _field_left(guide: Guide) -> str | None:
    """The field that the message tells one has worked in ("oon ollu raksalla")."""
    fields = (one for one in guide.turn.entities if one.name == "field")
    return next((one.value for one in fields if not is_ahead(one, guide.turn.text)), None)


def ask_current(guide: Guide, state: MappingState, lead: str) -> None:
    """Ask what the state says is open."""
    keep_talk(guide, TALK, state.to_json())
    text, buttons = _question(guide, state)
    guide.reply.say_text(f"{lead} {text}".strip(), buttons, {})


def _question(guide: Guide, state: MappingState) -> tuple[str, list[Button]]:
    texts = load_mapping()
    match state.stage:
        case "confirming":
            return confirm_text(state), confirm_buttons(guide)
        case "picking":
            return texts.pick, pick_buttons(guide, state)
        case "naming":
            return texts.edit, story_buttons(guide, starts=False)
        case "skills":
            return skills_text(state), skills_buttons(guide, state)
        case _:
            return state.question or texts.story, story_buttons(guide, starts=not state.story)
