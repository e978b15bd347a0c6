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
NOT = ("ei", "e", "eikä")
BE = ("oo", "ole")


class ThirdPerson:
    """Turns clauses about one of some people."""

    def __init__(self, words: OnBehalf, people: Sequence[str]) -> None:
        """Take the words, and the stems of those who may be meant."""
        self._words = words
        forms = forms_of(people)
        name = rf"{OWNER}{forms['is']}" if people else "(?!)"
        between = "|".join(words.between)
        self._turns, self._turns_by_name = (
            [(re.compile(words.filled(one, forms), re.I), put) for one, put in turns]
            for turns in (words.turns, words.turns_by_name)
        )
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

    def turned(self, clause: str, *, strict: bool = False, asks: bool = False) -> str:
        """The clause in the first person.

        `strict`: without a lead-in beside it, "käy" and "on verkossa" speak of things; where it `asks` too,
        only "hän" is somebody.
        """
        head = self._head.match(clause)
        at = head.end() if head else 0
        begun, said = clause[:at], clause[at:]
        only_he = strict and asks
        for pattern, put in self._turns if only_he else (*self._turns, *self._turns_by_name):
            said = pattern.sub(put, said)
        by_name = self._who.sub(lambda found: self._telling(found, only_he), said)
        by_name = self._asked.sub(lambda found: self._asking(found, only_he), by_name)
        if by_name == said and not only_he:
            by_name = self._from_verb(said, strict=strict)
        return begun + self._alone.sub(I, by_name)

    def _telling(self, found: re.Match[str], only_he: bool) -> str:
        verb = self._first(found["verb"])
        if verb is None or self._is_thing(found, found["verb"], only_he):
            return found[0]
        return f"{verb}{found['between']}"

    def _asking(self, found: re.Match[str], only_he: bool) -> str:
        verb = self._first(found["verb"])
        if verb is None or self._is_thing(found, found["verb"], only_he):
            return found[0]
        return f"{verb}{found['asking'] or ''} {I}"

    def _is_thing(self, found: re.Match[str], verb: str, only_he: bool) -> bool:
        """Whether "se" is no person here: "se on kallis", "se käy"."""
        who, after = found["who"].lower(), found.string[found.end() :]
        if only_he or who != "se":
            return only_he and who != "hän"
        return not self._is_person(verb, after)

    def _is_person(self, verb: str, after: str) -> bool:
        """Whether what follows a verb that things have too tells of somebody."""
        if verb.lower() not in self._words.of_things:
            return True
        if self._thing.match(after):
            return False
        if verb.lower() in NOT:
            return self._is_denied(after)
        works = any(one.entity == WORK for one in read_message(after).entities)
        return works or self._somebody.match(after) is not None

    def _is_denied(self, after: str) -> bool:
        """Whether it is somebody's deed or state that is denied: "ei osaa", "ei oo töissä"."""
        following = re.match(r"\s+(\w+)", after)
        if following is None:
            return False
        if following[1].lower() in BE:
            return self._somebody.match(after[following.end() :]) is not None
        return following[1].lower() in self._words.denied

    def _from_verb(self, said: str, *, strict: bool) -> str:
        """A clause that begins with its verb: "asuu Porissa", "ei osaa suomea"."""
        word = re.match(r"\w+", said)
        verb = self._first(word[0], listed=strict) if word else None
        if word is None or verb is None or (strict and _is_infinitive(word[0])):
            return said
        after = said[word.end() :]
        if word[0].lower() in NOT and not self._is_denied(after):
            return said
        if self._thing.match(after) or (strict and not self._is_person(word[0], after)):
            return said
        return f"{verb}{after}"

    def _first(self, verb: str, *, listed: bool = False) -> str | None:
        """The first person of a verb in the third; None where it is no such verb. `listed`: by no ending."""
        low = verb.lower()
        if low in self._words.verbs:
            return self._words.verbs[low]
        if listed or low in self._words.impersonal:
            return None
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


def _is_infinitive(verb: str) -> bool:
    """Whether a verb looks like its infinitive: "muuttaa" stands beside "ommella" too."""
    return verb.lower() not in NOT and any(
        token.lemma == verb.lower() for token in read_message(verb.lower()).tokens
    )


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
