"""The talk on skills: from the learner's own words to occupations and skills that they confirm."""

from actions.dialogue.guide import Guide
from actions.guidance.choosing import chosen
from actions.guidance.enough import has_enough
from actions.guidance.labels import short_id
from actions.guidance.mapping_data import load_mapping
from actions.guidance.mapping_next import after_telling, go_on, say_summary
from actions.guidance.mapping_say import ask_current, ask_for_story
from actions.guidance.mapping_state import Aim, MappingState
from actions.guidance.mapping_words import WORDS_OF_A_STORY, finish, take_some, take_wish, take_words, without
from actions.guidance.saved import EXPERIENCE, Named, SavedSkills, save_skills, saved_skills
from actions.guidance.talk import OWN_WORDS, Talk, keep_talk, talk_state
from actions.services import Services
from nlu.asking import is_question


class MappingTalk(Talk):
    """Asks for a story, then confirms occupations and skills."""

    name = "skills"

    async def begin(self, guide: Guide, services: Services, aim: Aim = "map") -> None:
        """Start with what was told already, in this message or earlier; else ask for a story."""
        state = MappingState(aim=aim)
        keep_talk(guide, self.name, state.to_json())
        if (fact := guide.facts.get("background")) and fact.said:
            state = state.telling(fact.said)
        if _tells_a_story(guide):
            state = state.telling(guide.turn.text)
        if state.story:
            tells = guide.turn.intent in {"describe_background", "inform"}
            await after_telling(guide, services, state, first=not tells)
        else:
            ask_for_story(guide, state)

    async def hear(self, guide: Guide, services: Services) -> bool:
        """Take an answer to what is open."""
        stored = talk_state(guide, self.name)
        if stored is None:
            return False
        state = MappingState.from_json(stored)
        intent = guide.turn.intent
        if intent == "choose":
            return await _take_choice(guide, services, state)
        if has_enough(guide.turn):
            await finish(guide, services, state)
            return True
        is_words = intent in OWN_WORDS and not guide.turn.is_button
        if state.stage == "skills" and is_words and await take_some(guide, services, state):
            return True
        if intent in {"affirm", "deny"} and state.stage in {"confirming", "skills", "picking"}:
            return await _take_yes_or_no(guide, services, state)
        if intent in OWN_WORDS:
            return await take_wish(guide, services) or await take_words(guide, services, state)
        return await _take_move(guide, services, state)

    def ask_again(self, guide: Guide) -> None:
        """Lead back to what is open."""
        stored = talk_state(guide, self.name)
        if stored is not None:
            lead = f"{guide.noted_lead()}{load_mapping().resumed}"
            ask_current(guide, MappingState.from_json(stored), lead)


def _tells_a_story(guide: Guide) -> bool:
    told = not guide.turn.is_button and len(guide.turn.text.split()) >= WORDS_OF_A_STORY
    return told and not is_question(guide.turn.text)


async def _take_move(guide: Guide, services: Services, state: MappingState) -> bool:
    texts = load_mapping()
    match guide.turn.intent:
        case "skip" | "dont_know":
            await go_on(guide, services, state)
        case "repeat":
            ask_current(guide, state, "")
        case "why_asked":
            ask_current(guide, state, texts.why)
        case "clarify":
            ask_current(guide, state, texts.clarify)
        case "go_back":
            ask_current(guide, state.naming(), "")
        case _:
            return False
    return True


async def _take_yes_or_no(guide: Guide, services: Services, state: MappingState) -> bool:
    yes = guide.turn.intent == "affirm"
    match state.stage:
        case "confirming":
            more = not yes and len(guide.turn.text.split()) >= WORDS_OF_A_STORY
            await _decide(guide, services, state.telling(guide.turn.text) if more else state, yes=yes)
        case "skills":
            await _decide_skills(guide, services, state, yes=yes)
        case _ if yes:
            ask_current(guide, state, "")
        case _:
            await _reject_all(guide, services, state)
    return True


async def _take_choice(guide: Guide, services: Services, state: MappingState) -> bool:
    """A button of this talk; an old one, of a question that is answered, asks the open one again."""
    match (state.stage, *chosen(guide).split(":")):
        case ("confirming", "skills", "yes" | "no" as answer):
            await _decide(guide, services, state, yes=answer == "yes")
        case ("confirming" | "picking" | "telling", "skills", "edit"):
            ask_current(guide, state.naming(), "")
        case ("picking", "skills", "pick", uri):
            await _pick(guide, services, state, uri)
        case ("picking", "skills", "none"):
            await _reject_all(guide, services, state)
        case ("skills", "skills", "ok" | "none" as answer):
            await _decide_skills(guide, services, state, yes=answer == "ok")
        case ("skills", "skills", "drop", uri):
            _drop(guide, state, uri)
        case (_, "skills", "enough"):
            say_summary(guide, state)
        case ("telling", "skills", "start", start):
            _start(guide, state, start)
        case (_, "skills", *_):
            ask_current(guide, state, "")
        case _:
            return False
    return True


async def _decide(guide: Guide, services: Services, state: MappingState, *, yes: bool) -> None:
    one = state.offered[0]
    skills = saved_skills(guide)
    save_skills(guide, _with_work(skills, one) if yes else skills.without(one["uri"]))
    await go_on(guide, services, state)


def _with_work(skills: SavedSkills, one: Named) -> SavedSkills:
    return skills.with_occupation(one["uri"], one["label"], one.get(EXPERIENCE, ""))


async def _pick(guide: Guide, services: Services, state: MappingState, uri: str) -> None:
    one = next((one for one in state.offered if short_id(one["uri"]) == uri), None)
    if one is None:
        ask_current(guide, state, "")
        return
    save_skills(guide, _with_work(saved_skills(guide), one))
    await go_on(guide, services, state)


async def _reject_all(guide: Guide, services: Services, state: MappingState) -> None:
    skills = saved_skills(guide)
    for one in state.offered:
        skills = skills.without(one["uri"])
    save_skills(guide, skills)
    await go_on(guide, services, state)


async def _decide_skills(guide: Guide, services: Services, state: MappingState, *, yes: bool) -> None:
    if not yes:
        await _reject_all(guide, services, state)
        return
    save_skills(guide, saved_skills(guide).with_skills(state.offered))
    await go_on(guide, services, state)


def _drop(guide: Guide, state: MappingState, uri: str) -> None:
    """One skill of the few is not theirs; the others are asked again."""
    full = next((one["uri"] for one in state.offered if short_id(one["uri"]) == uri), None)
    if full is not None:
        state = without(guide, state, full)
    ask_current(guide, state, "")


def _start(guide: Guide, state: MappingState, name: str) -> None:
    texts = load_mapping()
    start = next((one for one in texts.starts if one.id == name), None)
    ask_current(guide, state.waiting_for_story(start.ask if start else texts.story), "")
