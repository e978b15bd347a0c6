"""Which occupation is meant: read from the message, from what was looked at, or asked."""

from dataclasses import dataclass
from typing import cast

from actions.dialogue.desires import WISHING
from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD
from actions.dialogue.reply import Button
from actions.guidance.about import Subject, tell_of
from actions.guidance.choosing import choice, with_ways_past
from actions.guidance.interest_data import load_directions
from actions.guidance.labels import plain_label, short_id
from actions.guidance.looking import Looking, looking_at
from actions.guidance.noting import note_other_facts
from actions.guidance.occupation_data import load_occupation_texts
from actions.guidance.talk import OWN_WORDS, Talk, close_talk, keep_talk, return_to_goal, talk_state
from actions.services import Services
from actions.skills.acting_as import answer_as
from backends.client.skills import BackendUnavailable, FoundOccupation
from nlu.asking import is_question
from nlu.naming import said

SURE = 0.8  # of a found occupation (see FoundOccupation)
OFFERED = 3
COURSES = ("kurssi", "koulutus", "opinto", "koulu")
LONGEST_NAME = 4  # words; more are no name


@dataclass(frozen=True, slots=True)
class OccupationTalk(Talk):
    """Waits for the name of an occupation, to tell what was asked of it."""

    name = "occupation"

    async def hear(self, guide: Guide, services: Services) -> bool:
        """Take the name; who skips goes on with what was open before."""
        stored = talk_state(guide, self.name)
        if stored is None:
            return False
        subject = cast(Subject, stored.get("subject", "about"))
        if guide.turn.intent in {"skip", "dont_know", "deny"}:
            return_to_goal(guide)
            if not guide.ask_if_due("skipped"):
                guide.reply.say("utter_heard_what_next")
            return True
        if _wishes_for_courses(guide):
            close_talk(guide)
            await answer_as(guide, services, "find_course")
            return True
        if guide.turn.intent not in {*OWN_WORDS, "ask_labour_market"} or _wants_to_search(guide):
            return False
        note_other_facts(guide)
        if guide.news and not (_named_in_message(guide) or _field_in_message(guide)):
            _ask_name(guide, subject)
            return True
        return_to_goal(guide)
        await tell_named(guide, services, subject, words=guide.turn.text)
        return True

    def ask_again(self, guide: Guide) -> None:
        """Ask for the name again."""
        stored = talk_state(guide, self.name)
        if stored is not None:
            _ask_name(guide, cast(Subject, stored.get("subject", "about")))


async def tell_named(guide: Guide, services: Services, subject: Subject, *, words: str = "") -> None:
    """Tell of the occupation that the message names, or of the one that was looked at; else ask for one."""
    name = _named_in_message(guide)
    if name or words:
        await _tell_found(guide, services, subject, name or words)
    elif field := _field_in_message(guide):
        await _tell_of_field(guide, services, subject, field)
    elif subject == "market" and (label := _field_said(guide)):
        _say_unknown_field(guide, label)
    elif (looking := looking_at(guide)) is not None:
        await tell_of(guide, services, subject, looking)
    elif name := _wished(guide):
        await _tell_found(guide, services, subject, name)
    elif field := _field_wished(guide):
        await _tell_of_field(guide, services, subject, field)
    elif guide.was_open is not None and FIELD in guide.news:
        guide.reply.say_text(load_occupation_texts().of_field, [], {})  # "kirjanpito, onko se hyvä ala?"
    elif subject == "market" and "field" in guide.facts:
        _say_unknown_field(guide, guide.facts["field"].value)
    elif subject == "market" and guide.open_question is not None:
        guide.reply.say_text(load_occupation_texts().market.in_general, [], {})
    else:
        _ask_name(guide, subject)


async def _tell_found(guide: Guide, services: Services, subject: Subject, name: str) -> None:
    found = await services.skills.find_occupations(name, limit=OFFERED)
    if found == () and (official := _official_name(guide, name)):
        found = await services.skills.find_occupations(official, limit=OFFERED)
    if isinstance(found, BackendUnavailable):
        _say_unavailable(guide)
    elif found and found[0].score >= SURE:
        await tell_of(guide, services, subject, Looking(found[0].uri, found[0].label))
    elif found:
        _offer(guide, subject, found)
    elif field := _field_in_message(guide):
        await _tell_of_field(guide, services, subject, field)
    else:
        texts = load_occupation_texts()
        buttons = [Button(texts.buttons.courses, "/find_course"), Button(texts.buttons.map, "/map_skills")]
        guide.reply.say_text(texts.unknown, with_ways_past(guide, buttons, skip=False), {})


def _offer(guide: Guide, subject: Subject, found: tuple[FoundOccupation, ...]) -> None:
    buttons = [
        Button(plain_label(one.label), choice(f"{subject}:{short_id(one.uri)}")) for one in found[:OFFERED]
    ]
    text = load_occupation_texts().which_one
    guide.reply.say_text(text, with_ways_past(guide, buttons, skip=False), {})


async def _tell_of_field(guide: Guide, services: Services, subject: Subject, names: tuple[str, ...]) -> None:
    """Ask which occupation of a field is meant; while a question is open, tell of the first one."""
    intent = {"about": "ask_occupation", "market": "ask_labour_market"}.get(subject, "ask_occupation")
    buttons = [Button(name, f'/{intent}{{"occupation": "{name}"}}') for name in names]
    if guide.open_question is not None:
        found = await services.skills.find_occupations(names[0], limit=1)
        if not isinstance(found, BackendUnavailable) and found:
            guide.reply.say_text(load_occupation_texts().one_of_field, [], {})
            await tell_of(guide, services, subject, Looking(found[0].uri, found[0].label))
            guide.reply.messages[-1].buttons = [*buttons[1:], *guide.reply.messages[-1].buttons]
            return
    text = load_occupation_texts().which_of_field
    guide.reply.say_text(text, with_ways_past(guide, buttons, skip=False), {})


def _say_unknown_field(guide: Guide, label: str) -> None:
    """Of a field whose occupations nobody knows: who can tell, with the field's name."""
    text = load_occupation_texts().market.unknown_field.format(label=label)
    guide.reply.say_text(text, with_ways_past(guide, [], skip=False), {})


def _ask_name(guide: Guide, subject: Subject) -> None:
    texts = load_occupation_texts()
    keep_talk(guide, OccupationTalk.name, {"subject": subject})
    text = texts.market.which if subject == "market" else texts.which
    guide.reply.say_text(f"{guide.noted_lead()}{text}", with_ways_past(guide, []), {})


def _say_unavailable(guide: Guide) -> None:
    texts = load_occupation_texts()
    courses = Button(texts.buttons.courses, "/find_course")
    guide.reply.say_text(texts.unavailable, with_ways_past(guide, [courses], skip=False), {})


def _named_in_message(guide: Guide) -> str | None:
    return next((one.value for one in guide.turn.entities if one.name == "occupation"), None)


def _official_name(guide: Guide, name: str) -> str | None:
    """The official name that the message's occupation of this name has beside its everyday one."""
    named = (one.canonical for one in guide.turn.entities if one.name == "occupation" and one.value == name)
    return next((official for official in named if official and official != name), None)


def _field_said(guide: Guide) -> str | None:
    return next((one.value for one in guide.turn.entities if one.name == "field"), None)


def _field_in_message(guide: Guide) -> tuple[str, ...]:
    """Example occupations of the field that the message names."""
    field = next((one for one in guide.turn.entities if one.name == "field"), None)
    return occupations_of_field(field.value, field.canonical) if field else ()


def occupations_of_field(field: str, canonical: str | None = None) -> tuple[str, ...]:
    """Example occupations of a field; none where no direction knows it."""
    names = {field, canonical or field}
    for one in load_directions().directions:
        if one.field in names or names & set(one.fields):
            return one.occupations
    return ()


def _wished(guide: Guide) -> str | None:
    """The occupation that the learner looks for courses to."""
    fact = guide.facts.get("field")
    return fact.value if fact and fact.entity == "occupation" else None


def _field_wished(guide: Guide) -> tuple[str, ...]:
    """Example occupations of the field that the learner looks for courses in."""
    fact = guide.facts.get("field")
    return occupations_of_field(fact.value) if fact else ()


def _wishes_for_courses(guide: Guide) -> bool:
    """Whether words that name no occupation wish for education: "haluisin sitte kursseja siitä"."""
    text = guide.turn.text
    named = _named_in_message(guide) or guide.turn.is_button or is_question(text)
    return not named and bool(WISHING.search(text.lower())) and said(text).names_any(COURSES)


def _wants_to_search(guide: Guide) -> bool:
    return guide.turn.intent in {"find_course", "find_short_course"}
