"""Reads what a message after courses corrects: what takes another's place, what is taken away. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from actions.corrections.ages import age_said
from actions.corrections.clauses import NO, clauses_of, denies_ahead, is_denied_at, is_in_a_denial, words_in
from actions.corrections.data import names_of_facts, taking_away, told_by_phrases, whatever_suits
from actions.corrections.known import named_in, span_of
from actions.corrections.lengths import is_too_long, length_said
from actions.corrections.schools import school_said
from actions.dialogue.facts import Fact
from actions.dialogue.ids import AGE, FIELD, GOAL, PLACE
from actions.dialogue.turn import Entity, Turn
from actions.intake.model import Intake
from nlu.entities.words import Word

DURATION, SCHOOL, STATUS, STUDY_MODE = "duration", "education_level", "employment_status", "study_mode"
EVERYTHING = frozenset({"kaikki", "kaik", "kaikkea"})
# Of these a no without anything in its place takes the fact away; of others it may mean a hundred things.
TAKEN_BY_A_NO = frozenset({FIELD, PLACE})
PART_TIME, NO_SCHOOL, SKILL = "part_time", "none", "skill"
OF_WORK = frozenset({"työ", "duuni", "homma", "työskennellä", "työaika"})
AS_ONE_WORKS = frozenset({"työssäni", "samalla", "ohessa", "ohella", "rinnalla", "sivussa"})
NOW = frozenset({"oon", "olen", "nyt", "jäin", "oom", "nykyään"})
ANY = "any"  # a quick answer's value: whatever suits


@dataclass(frozen=True)
class Correction:
    """`facts` hold from now on, `taken` are questions whose facts do not. `denied` entities mean nothing.

    `other_field`: the known field is denied. `asks`: a question whose answer was wrong, with no other told.
    `swaps`: an entity takes the place of what is denied. `more`: the message asks for more of the same.
    """

    facts: tuple[Fact, ...] = ()
    taken: frozenset[str] = frozenset()
    denied: tuple[Entity, ...] = field(default=())
    other_field: bool = False
    asks: str | None = None
    swaps: bool = False
    more: bool = False

    @property
    def changes(self) -> bool:
        """Whether it changes what is known."""
        return bool(self.facts or self.taken or self.other_field or self.swaps)


def read_correction(turn: Turn, known: Mapping[str, Fact], intake: Intake) -> Correction:
    """Read one message in the light of what is known."""
    text, words = turn.text, words_in(turn.text)
    clauses = list(clauses_of(words))
    denied = denied_entities(turn.entities, words, text)
    named = {name: named_in(fact, words, turn.entities, text) for name, fact in known.items()}
    removed = _removed(words, clauses, named) & known.keys()
    gone = {name for name, spans in named.items() if any(is_denied_at(words, *span) for span in spans)}
    facts = _facts(turn, words, clauses, known, intake)
    whatever = _whatever(words) - {fact.question for fact in facts}
    taken = {*removed, *(gone & TAKEN_BY_A_NO), *(whatever & known.keys())} - {FIELD}
    replaced = {fact.question for fact in facts} | _replaced(turn, denied, known)
    any_mode = _any_mode(taken, intake)
    taken -= {*replaced, *(fact.question for fact in any_mode)}
    of_removed = [
        one for name in sorted(removed) for one in _of_what_is_removed(turn, words, name, named.get(name, ()))
    ]
    finds = [match.value for match in taking_away().find(words)]
    wrong_place = PLACE in taken and PLACE not in {*removed, *whatever}
    return Correction(
        facts=(*facts, *any_mode),
        taken=frozenset(taken),
        denied=(*denied, *_mistaken(turn, words, facts), *of_removed),
        other_field=FIELD in gone | removed,
        asks=PLACE if wrong_place else None,
        swaps=bool(gone & replaced) or _tells_anew(words, replaced),
        more="more" in finds,
    )


def denied_entities(entities: Iterable[Entity], words: Sequence[Word], text: str) -> list[Entity]:
    """The entities that a message denies."""
    spans = ((one, span_of(one, words, text)) for one in entities)
    return [one for one, span in spans if span is not None and is_denied_at(words, *span)]


def _facts(
    turn: Turn,
    words: Sequence[Word],
    clauses: Sequence[tuple[int, int]],
    known: Mapping[str, Fact],
    intake: Intake,
) -> list[Fact]:
    """What the message tells in the place of what is known, besides its entities."""
    values = {
        **_by_phrases(words, clauses),
        DURATION: length_said(words, clauses),
        **_general(turn, words, intake),
        AGE: age_said(words, known.get(AGE), turn.text),
    }
    school = known.get(SCHOOL)
    if not any(one.name == SCHOOL for one in turn.entities) and intake.has(SCHOOL):
        values[SCHOOL] = school_said(
            words, clauses, intake.question(SCHOOL), school.value if school else None
        )
    return [
        Fact(name, value, turn.text)
        for name, value in values.items()
        if value and intake.has(name) and not (name in known and known[name].value == value)
    ]


def _general(turn: Turn, words: Sequence[Word], intake: Intake) -> dict[str, str | None]:
    """What is kept as something general, where it is told of now: "oon saikulla"."""
    kept = intake.question(STATUS).stored_as if intake.has(STATUS) else {}
    now = any(NOW.intersection((word.form, *word.lemmas)) for word in words)
    told = (kept[one.value] for one in turn.entities if one.name == STATUS and one.value in kept)
    found = next(told, None) if now else None
    return {STATUS: found} if found else {}


def _by_phrases(words: Sequence[Word], clauses: Sequence[tuple[int, int]]) -> dict[str, str | None]:
    """The quick answers that phrases say in a clause that asks nothing; of several the last."""
    found: dict[str, str | None] = {}
    for name, matcher in told_by_phrases().items():
        for match in matcher.find(words):
            inside = any(first <= match.last < end for first, end in clauses)
            of_work = match.value == PART_TIME and _speaks_of_work(words)
            if inside and not (of_work or denies_ahead(words, match.first)):
                found[name] = match.value
    return found


def _mistaken(turn: Turn, words: Sequence[Word], facts: Iterable[Fact]) -> list[Entity]:
    """Entities that tell what is not meant: of work what is said of studying ("osa-aikaisesti kuitenkin"), of
    one's school what one does not need ("en tarvitse tutkintoa"), a length that is too much."""
    told = {(fact.question, fact.value) for fact in facts}
    mistaken = {
        (STATUS, PART_TIME): (STUDY_MODE, PART_TIME) in told,
        (SCHOOL, NO_SCHOOL): (GOAL, SKILL) in told,
    }
    spans = [(one, span_of(one, words, turn.text)) for one in turn.entities]
    too_long = [one for one, span in spans if one.name == DURATION and span and is_too_long(words, *span)]
    return [*too_long, *(one for one in turn.entities if mistaken.get((one.name, one.value)))]


def _tells_anew(words: Sequence[Word], replaced: Collection[str]) -> bool:
    """Whether another situation or school is told beside a no: "oon lomautettu, en työtön"."""
    return not {STATUS, SCHOOL}.isdisjoint(replaced) and any(word.form in NO for word in words)


def _of_what_is_removed(
    turn: Turn, words: Sequence[Word], name: str, named: Sequence[tuple[int, int]]
) -> list[Entity]:
    """Entities that are only what is taken away goes by: "otetaan pois se metsäkone", "unohda Oulu"."""
    spans = [(one, span_of(one, words, turn.text)) for one in turn.entities if one.name == name]
    return [one for one, span in spans if span and any(a <= span[1] and span[0] <= b for a, b in named)]


def _whatever(words: Sequence[Word]) -> set[str]:
    """The questions to which anything suits."""
    return {match.value for match in whatever_suits().find(words) if not is_in_a_denial(words, match.first)}


def _speaks_of_work(words: Sequence[Word]) -> bool:
    """Whether "osa-aikaisesti" is said of work, and not of studying beside it."""
    if any(word.form in AS_ONE_WORKS for word in words):
        return False
    return any(OF_WORK.intersection((*word.lemmas, word.form)) for word in words)


def _removed(
    words: Sequence[Word], clauses: Sequence[tuple[int, int]], named: Mapping[str, Sequence[tuple[int, int]]]
) -> set[str]:
    """The questions whose facts are to be taken away by name: "poista ikäni", "lähi pois"."""
    found: set[str] = set()
    for first, end in clauses:
        clause = words[first:end]
        takes = any(match.value == "removing" for match in taking_away().find(clause))
        if not takes or any(EVERYTHING.intersection(word.lemmas) for word in clause):
            continue
        found |= {match.value for match in names_of_facts().find(clause)}
        found |= {name for name, spans in named.items() if any(first <= a and b < end for a, b in spans)}
    return found


def _replaced(turn: Turn, denied: Sequence[Entity], known: Mapping[str, Fact]) -> set[str]:
    """The questions for which the message names something else that it does not deny."""
    told = [one for one in turn.entities if one not in denied]
    return {one.name for one in told if one.name in known and known[one.name].value != one.value}


def _any_mode(taken: Iterable[str], intake: Intake) -> list[Fact]:
    """The quick answer that says that anything suits, for the questions that have one."""
    names = [name for name in taken if intake.question(name).option(ANY)]
    return [Fact(name, ANY, "") for name in names]
