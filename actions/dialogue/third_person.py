"""Reads what is said of somebody as said of oneself: "hän asuu Porissa" as "asun Porissa". Pure."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from actions.dialogue.on_behalf_data import OnBehalf, forms_of, on_behalf_words
from nlu.reading import read_message

OWNER = r"(?:(?:mun|minun|meidän|meiän|meijän|mein|tämä|tää|tuo|toi|se)\s+)?"
ASKING = r"(?P<asking>ko|kö|ks)?"
I = "minä"  # noqa: E741
WORK = "occupation"
NOT = ("ei", "e")


class ThirdPerson:
    """Turns clauses about one of some people."""

    def __init__(self, words: OnBehalf, people: Sequence[str]) -> None:
        """Take the words, and the stems of those who may be meant."""
        self._words = words
        forms = forms_of(people)
        name = rf"{OWNER}{forms['is']}" if people else "(?!)"
        between = "|".join(words.between)
        self._turns = [(re.compile(words.filled(one, forms), re.I), put) for one, put in words.turns]
        self._who = re.compile(
            rf"(?<!\w)(?P<who>hän|se|{name})(?P<between>(?:\s+(?:{between}))*)\s+(?P<verb>\w+)(?!\w)", re.I
        )
        self._asked = re.compile(rf"(?<!\w)(?P<verb>\w+?){ASKING}\s+(?P<who>hän|se|{name})(?!\w)", re.I)
        self._head = re.compile(rf"^\s*(?:(?:{'|'.join(words.begins)})\s+)*(?:(?:{between})\s+)*", re.I)
        self._alone = re.compile(r"(?<!\w)hän(?!\w)", re.I)
        self._named = re.compile(rf"(?<!\w)(?:hän|häne\w+|{name})(?!\w)", re.I)

    def names(self, clause: str) -> bool:
        """Whether a clause names the one."""
        return self._named.search(clause) is not None

    def turned(self, clause: str, *, bare: bool = True) -> str:
        """The clause in the first person; `bare`: a verb at its beginning is the one's too."""
        head = self._head.match(clause)
        at = head.end() if head else 0
        begun, said = clause[:at], clause[at:]
        for pattern, put in self._turns:
            said = pattern.sub(put, said)
        by_name = self._asked.sub(self._asking, self._who.sub(self._telling, said))
        if by_name == said and bare:
            by_name = self._from_verb(said)
        return begun + self._alone.sub(I, by_name)

    def _telling(self, found: re.Match[str]) -> str:
        verb = self._first(found["verb"])
        after = found.string[found.end() :]
        if verb is None or self._is_thing(found["who"], found["verb"], after):
            return found[0]
        return f"{verb}{found['between']}"

    def _asking(self, found: re.Match[str]) -> str:
        verb = self._first(found["verb"])
        if verb is None or self._is_thing(found["who"], found["verb"], found.string[found.end() :]):
            return found[0]
        return f"{verb}{found['asking'] or ''} {I}"

    def _is_thing(self, who: str, verb: str, after: str) -> bool:
        """Whether "se" is no person here: "se on kallis", "se käy"."""
        if who.lower() != "se" or verb.lower() not in self._words.of_things:
            return False
        if self._thing.match(after):
            return True
        following = re.match(r"\s+(\w+)", after)
        if verb.lower() in NOT and following and following[1].lower() in self._words.denied:
            return False
        works = any(one.entity == WORK for one in read_message(after).entities)
        return not (works or self._somebody.match(after))

    def _from_verb(self, said: str) -> str:
        """A clause that begins with its verb: "asuu Porissa", "ei osaa suomea"."""
        word = re.match(r"\w+", said)
        verb = self._first(word[0]) if word else None
        if word is None or verb is None:
            return said
        after = said[word.end() :]
        following = re.match(r"\s+(\w+)", after)
        if word[0].lower() in NOT and not (following and following[1].lower() in self._words.denied):
            return said
        return said if self._thing.match(after) else f"{verb}{after}"

    def _first(self, verb: str) -> str | None:
        """The first person of a verb in the third; None where it is no such verb."""
        low = verb.lower()
        if low in self._words.verbs:
            return self._words.verbs[low]
        ending = next((end for end in self._words.endings if low.endswith(end)), None)
        if ending is None or not all(token.pos == "VERB" for token in read_message(low).tokens):
            return None
        return low[: -len(ending)] + self._words.endings[ending]

    @cached_property
    def _thing(self) -> re.Pattern[str]:
        return re.compile(self._words.thing, re.IGNORECASE)

    @cached_property
    def _somebody(self) -> re.Pattern[str]:
        return re.compile(self._words.somebody, re.IGNORECASE)


@cache
def third_person(people: tuple[str, ...]) -> ThirdPerson:
    """What turns clauses about one of these people, or about "hän"."""
    return ThirdPerson(on_behalf_words(), people)


def people_in(text: str, people: Iterable[str]) -> tuple[str, ...]:
    """Those of some people who are named in a text, in any case, first named first."""
    found = []
    for row in people:
        forms = forms_of([row])
        any_form = "|".join(forms[case] for case in ("is", "of", "to", "at", "some"))
        if (named := re.search(rf"(?<!\w)(?:{any_form})", text, re.IGNORECASE)) is not None:
            found.append((named.start(), row))
    return tuple(row for _, row in sorted(found))
