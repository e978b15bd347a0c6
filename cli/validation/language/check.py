"""Checks each message against the rules of plain Finnish, and says what to write instead."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from actions.tables import TableError
from cli.validation.language.frequency import Frequencies, frequencies_in
from cli.validation.language.messages import Message, alike_variants, messages_of
from cli.validation.language.rules import PlainFinnish, Rule, read_rules
from cli.validation.language.words import WORD, bases, readings

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”]?\s+|\n+")
SHORT = 6  # words
TE = "te"  # the base form of the plural you

Fault = tuple[Rule, str]


def check_language(root: Path) -> Iterator[str]:
    """Yield what is hard to read, commanding or blaming, and exceptions that nothing needs any more."""
    try:
        rules = read_rules(root)
    except (TableError, OSError) as error:
        yield f"data/language/{error}"
        return
    seen = frequencies_in(root)
    used: set[tuple[str, str, str]] = set()
    lengths: list[int] = []
    for source in rules.files:
        yield from (f"{place}: says what another variant says" for place in alike_variants(root, source))
        for message in messages_of(root, source):
            lengths += [_word_count(sentence) for sentence in sentences_of(message.text)]
            faults = faults_of(message.text, rules, source.questions)
            for rule, fault in (*faults, *rare_words(message.text, rules, seen)):
                excused = _excuse(message, rule, rules)
                used |= {excused} if excused else set()
                if excused is None:
                    yield f"{message.file}: {message.place}: {fault}"
    yield from _mean_fault(lengths, rules.limits.mean_words)
    for one in rules.exceptions:
        if (one.file, one.starts, one.rule) not in used:
            yield f"data/language/plain.yml: the exception '{one.starts}' of {one.file} is not needed"


def faults_of(text: str, rules: PlainFinnish, questions: int | None = None) -> Iterator[Fault]:
    """Yield what one message breaks: the rule, and what to do about it."""
    limits = rules.limits
    if text.count("?") > (questions or limits.questions):
        yield "questions", f"{text.count('?')} questions in one message: '{text}'"
    for sentence in sentences_of(text):
        if (count := _word_count(sentence)) > limits.sentence_words:
            yield "length", f"{count} words in one sentence, at most {limits.sentence_words}: '{sentence}'"
        if sentence.count(",") > limits.commas:
            yield "commas", f"more than {limits.commas} commas in one sentence: '{sentence}'"
        if len(passives := [word for word in _words(sentence) if _is_passive(word)]) > limits.passives:
            yield "passive", f"a chain of passives ({', '.join(passives)}): '{sentence}'"
    for word in _words(text):
        yield from _faults_of_word(word, text, rules)
    for phrase in rules.never:
        if phrase in text.lower():
            yield "never", f"'{phrase}' blames or promises: '{text}'"


def rare_words(text: str, rules: PlainFinnish, seen: Frequencies) -> Iterator[Fault]:
    """Yield words that learners hardly ever write themselves, and that no list says everybody knows."""
    for word in _words(text):
        forms = bases(word)
        if forms and not forms & rules.known and seen.of(word) < rules.limits.least_seen:
            yield "rare", f"'{word}' is rare; write a commoner word, or explain it and list it: '{text}'"


def _faults_of_word(word: str, text: str, rules: PlainFinnish) -> Iterator[Fault]:
    if len(word) > rules.limits.word_letters:
        yield "word", f"'{word}' is longer than {rules.limits.word_letters} letters: '{text}'"
    if _is_plural_you(word):
        yield "you", f"'{word}' is the plural you; write to one person: '{text}'"
    forms = bases(word)
    if forms and forms <= rules.instead.keys():
        instead = rules.instead[min(forms)]
        yield "instead", f"'{word}': write {instead} instead: '{text}'"
    for base in forms & rules.explain.keys():
        if _needs_explaining(text) and not _explains(word, text, rules.explain[base]):
            yield "explain", f"'{word}' is not explained in the same message: '{text}'"


def sentences_of(text: str) -> list[str]:
    """The sentences of a message; a line of its own is one."""
    parts = SENTENCE_END.split(PLACEHOLDER.sub("X", text))
    return [part.strip() for part in parts if WORD.search(part)]


def _word_count(sentence: str) -> int:
    return len(sentence.split())


def _mean_fault(lengths: Sequence[int], most: float) -> Iterator[str]:
    if lengths and (mean := sum(lengths) / len(lengths)) > most:
        yield f"data/language: sentences have {mean:.1f} words in the mean, at most {most:g} are wanted"


def _excuse(message: Message, rule: Rule, rules: PlainFinnish) -> tuple[str, str, str] | None:
    for one in rules.exceptions:
        if (one.file, one.rule) == (message.file, rule) and message.text.startswith(one.starts):
            return (one.file, one.starts, one.rule)
    return None


def _words(text: str) -> list[str]:
    return WORD.findall(PLACEHOLDER.sub(" ", text))


def _needs_explaining(text: str) -> bool:
    """A title, a question and a short sentence do not: what follows explains."""
    return "?" not in text and _word_count(text) > SHORT


def _explains(word: str, text: str, beginnings: Sequence[str]) -> bool:
    """Whether another word of the message begins as one that explains it."""
    others = [one.lower() for one in _words(text) if one != word]
    return any(one.startswith(tuple(beginnings)) for one in others)


def _is_passive(word: str) -> bool:
    found = readings(word)
    return bool(found) and all(reading.get("PERSON") == "4" for reading in found)


def _is_plural_you(word: str) -> bool:
    """Whether every reading is a verb of the plural you, or the pronoun itself."""
    found = readings(word)
    return bool(found) and all(
        (reading.get("PERSON") == "2" and reading.get("NUMBER") == "plural")
        or (reading.get("CLASS") == "asemosana" and reading["BASEFORM"] == TE)
        for reading in found
    )
