"""Tells two occupations apart: what one does in each."""

from actions.dialogue.guide import Guide
from actions.guidance.labels import plain_label
from actions.guidance.occupation_data import load_occupation_texts
from actions.guidance.terms import load_terms
from actions.services import Services
from backends.client.skills import BackendUnavailable, Occupation
from nlu.naming import said

TWO = 2


async def tell_occupations_apart(guide: Guide, services: Services) -> bool:
    """Say what one does in the two occupations that the message asks the difference of.

    Returns whether it asks so and both are known.
    """
    names = list(dict.fromkeys(one.value for one in guide.turn.entities if one.name == "occupation"))
    if len(names) != TWO or not said(guide.turn.text).names_any(load_terms().apart):
        return False
    first, second = [await _found(name, services) for name in names]
    if first is None or second is None:
        return False
    texts = load_occupation_texts().differ
    if first.uri == second.uri:
        guide.reply.say_text(texts.same.format(tasks=_tasks(first)), [], {})
    else:
        told = [
            texts.one.format(label=_name(name, one), tasks=_tasks(one))
            for name, one in zip(names, (first, second), strict=True)
        ]
        guide.reply.say_text(" ".join(told), [], {})
    return True


async def _found(name: str, services: Services) -> Occupation | None:
    """The occupation of this name with what one does in it; None where that is not known."""
    found = await services.skills.find_occupations(name, limit=1)
    if isinstance(found, BackendUnavailable) or not found:
        return None
    told = await services.skills.occupation(found[0].uri)
    return told if isinstance(told, Occupation) and _tasks(told) else None


def _tasks(one: Occupation) -> str:
    return one.tasks or one.description or ""


def _name(name: str, one: Occupation) -> str:
    """The name as it was asked, where it is that of the occupation; else the occupation's own too."""
    label = plain_label(one.label)
    same = name.lower() in label.lower()
    return name.capitalize() if same else f"{name.capitalize()} ({label})"
