"""Whether an age in a message is only asked of: "saako yli kuuskymppinen tukea" tells no age. Pure."""

from actions.dialogue.ids import AGE
from actions.dialogue.telling import clauses_of
from actions.dialogue.turn import Entity
from nlu.asking import asks_somewhere

# Who says one of these beside the age means their own.
OF_ONESELF = frozenset(
    {
        "minä",
        "mä",
        "mää",
        "mie",
        "miä",
        "mun",
        "minun",
        "mulla",
        "minulla",
        "mulle",
        "minulle",
        "mua",
        "minua",
    }
    | {"olen", "oon", "oo", "olenko", "oonko", "ooks", "oonks", "olenks", "oonk", "täytän", "täytin", "ikäni"}
    | {"itse", "ite", "tämmönen", "tällainen", "musta", "minusta", "pääsenkö", "pääsenks", "voinko", "voinks"}
    | {"ikäiseni", "saanko", "saanks"}
)


def is_only_asked_age(entity: Entity, text: str) -> bool:
    """Whether an age stands in a clause that asks and says nothing of the one who asks."""
    if entity.name != AGE:
        return False
    clause = next((one for one in clauses_of(text) if entity.text in one), text)
    words = {word.strip(".,!?;:").lower() for word in clause.split()}
    return asks_somewhere(clause) and not words & OF_ONESELF
