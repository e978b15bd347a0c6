"""How long one reads and types until the first suggestion, by what is known of the speed of each.

Reading: 1078 characters a minute, the mean of Finnish readers (Trauzettel-Klosinski and Dietz 2012, IReST).
Typing: 36 words of five characters a minute, the mean on a telephone (Palin et al. 2019). Who reads and
types at half the speed is counted beside. The title of a button is read once in a conversation, and a
button that is pressed counts as typed.
"""

from collections.abc import Sequence

from tests.support.chat import Json

READ = 1078.0  # characters a minute
TYPED = 36 * 5.0  # characters a minute
HALF = 0.5


def minutes(messages: Sequence[Json], turns: int, *, speed: float = 1.0) -> float:
    """Minutes that the first `turns` of a conversation take, answers and the welcome included."""
    read = typed = said = 0
    titles: set[str] = set()
    for message in messages:
        if message["from"] == "learner":
            said += 1
            if said > turns:
                break
            typed += len(message["text"])
        else:
            read += _characters(message)
            titles.update(button["title"] for button in message.get("buttons") or [])
    read += sum(len(title) for title in titles)
    return (read / READ + typed / TYPED) / speed


def _characters(message: Json) -> int:
    """What there is to read: the text, and the cards."""
    cards = sum(
        len(str(card.get(part) or ""))
        for card in message.get("cards") or []
        for part in ("title", "subtitle", "why")
    )
    return len(message["text"]) + cards
