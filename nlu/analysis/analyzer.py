"""The analyser: tokens with base forms, for standard, spoken and misspelled Finnish alike."""

from __future__ import annotations

from functools import lru_cache

from nlu.analysis.endings import InflectedWords
from nlu.analysis.preference import Preference, function_words_first
from nlu.analysis.tokenizer import Piece, normal_form, pieces
from nlu.analysis.tokens import Token
from nlu.analysis.voikko import PERSONAL_NAMES, Morphology, Reading, VoikkoMorphology
from nlu.spelling.repair import SpellingRepair
from nlu.spelling.umlauts import with_umlauts
from nlu.spoken.forms import SpokenForms
from nlu.spoken.rules import SpokenRules, load_rules
from nlu.vocabulary import Vocabulary, load_vocabulary

CACHED_FORMS = 50_000
# Unknown words of one message that are looked into deeply; the rest of a very long or foreign message is not.
DEEP_LOOKS = 12
# Longer unknown words are no slips: Voikko takes long over strings that could be ever so many compounds.
LONGEST_UNKNOWN = 32
_CLOSED_CLASSES = frozenset({"PRON", "AUX", "ADV", "CCONJ", "INTJ", "NUM"})
_KIND_POS = {"number": "NUM", "mark": "PUNCT", "symbol": "SYM", "url": "X", "email": "X"}


class FinnishAnalyzer:
    """Finds base forms: the spoken forms' table first, then Voikko, then rules and repairs for the rest.

    Safe to share between threads. Every answer about a form is cached.
    """

    def __init__(
        self,
        morphology: Morphology | None = None,
        vocabulary: Vocabulary | None = None,
        forms: SpokenForms | None = None,
        rules: SpokenRules | None = None,
        preference: Preference | None = None,
    ) -> None:
        """Use the project's own data unless told otherwise (tests, ablations)."""
        self._morphology = morphology or VoikkoMorphology()
        self._vocabulary = vocabulary or load_vocabulary(lambda word: bool(self._morphology.read(word)))
        self._forms = forms or SpokenForms.load()
        self._rules = rules or load_rules()
        self._preference = preference or Preference.load()
        self._inflected = InflectedWords(self._vocabulary.words)
        self._repair = SpellingRepair(self._vocabulary.standard, self._morphology.suggest)
        self._quick = lru_cache(CACHED_FORMS)(self._read_quickly)
        self._deep = lru_cache(CACHED_FORMS)(self._read_deeply)

    def tokens(self, text: str) -> list[Token]:
        """Split a message and give every token its base form. Never fails; () parts for what is no
        compound."""
        looks = DEEP_LOOKS
        found = []
        for piece in pieces(text):
            if piece.kind != "word":
                found.append(_plain_token(piece))
                continue
            form = normal_form(piece.text)
            readings = self._quick(form)
            if not readings and looks:
                looks -= 1
                readings = self._deep(form)
            found.append(_token(piece, readings[0] if readings else Reading(form, (), "")))
        return found

    def lemmas(self, form: str) -> tuple[str, ...]:
        """Return all plausible base forms of a single word, the best first; never empty."""
        return tuple(dict.fromkeys(reading.lemma for reading in self.readings(form)))

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Return all plausible readings of a single word, the best first; never empty."""
        normal = normal_form(form.strip())
        return self._quick(normal) or self._deep(normal) or (Reading(normal, (), ""),)

    def knows(self, form: str) -> bool:
        """Whether a form is readable without repairs."""
        return bool(self._quick(normal_form(form)))

    def _read_quickly(self, form: str) -> tuple[Reading, ...]:
        spoken = self._forms.get(form)
        if spoken is not None:
            return self._readings_of_lemma(spoken)
        read = self._morphology.read(form)
        certain = self._preference.certain(form, read)
        if certain:
            return certain
        readings = function_words_first(form, read)
        word = self._inflected.find(form)
        if word is None:
            return readings if all(r.kind != "sukunimi" for r in readings) else self._demoted(form, readings)
        same = [reading for reading in readings if reading.lemma == word]
        if same or (readings and not all(reading.is_name for reading in readings)):
            return tuple(same) + tuple(reading for reading in readings if reading not in same)
        return self._readings_of_lemma(word)

    def _demoted(self, form: str, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
        """A surname alone is the last resort: a spoken reading of the form goes before it."""
        return self._by_rules(form) + readings

    def _readings_of_lemma(self, lemma: str) -> tuple[Reading, ...]:
        same = [reading for reading in self._morphology.read(lemma) if reading.lemma == lemma]
        same.sort(key=lambda reading: reading.pos not in _CLOSED_CLASSES)
        return tuple(same) or (Reading(lemma, (), "nimisana"),)

    def _read_deeply(self, form: str) -> tuple[Reading, ...]:
        if len(form) > LONGEST_UNKNOWN:
            return ()
        return (
            self._all_dotted(form)
            or self._by_rules(form)
            or self._joined(form)
            or self._by_variants(form)
            or self._as_compound(form)
            or self._by_repair(form)
        )

    def _by_rules(self, form: str) -> tuple[Reading, ...]:
        for candidate in self._rules.candidates(form):
            readings = self._quick(candidate.form)
            if candidate.pos:
                readings = tuple(reading for reading in readings if reading.pos == candidate.pos)
            if any(reading.kind not in PERSONAL_NAMES for reading in readings):
                return readings
        return ()

    def _joined(self, form: str) -> tuple[Reading, ...]:
        """A hyphen too many ("hitsaus-kurssi"): the word without it, else what stands behind the last one."""
        if "-" not in form:
            return self._hyphenated(form)
        readings = self._quick(form.replace("-", ""))
        if readings:
            return readings
        head, _, tail = form.rpartition("-")
        return tuple(
            Reading(f"{head}-{reading.lemma}", (*head.split("-"), reading.lemma), reading.kind, reading.case)
            for reading in self._quick(tail)
        )

    def _hyphenated(self, form: str) -> tuple[Reading, ...]:
        """A hyphen too few between two equal vowels ("kauppaala")."""
        for at in range(3, len(form) - 2):
            if form[at] == form[at - 1] and form[at] in "aeiouyäö":
                readings = self._quick(f"{form[:at]}-{form[at:]}")
                if readings:
                    return readings
        return ()

    def _all_dotted(self, form: str) -> tuple[Reading, ...]:
        """A word of front vowels without any dots ("meilla") before the rules make another of it."""
        variant = next(with_umlauts(form), None)
        readings = self._morphology.read(variant) if variant else ()
        return readings if any(not r.is_name and not r.parts for r in readings) else ()

    def _by_variants(self, form: str) -> tuple[Reading, ...]:
        """The first dotted form that is readable; but a compound of the domain ("tulityökortin") before one
        that Voikko can only put together ("tulityökörtin")."""
        first: tuple[Reading, ...] = ()
        for variant in with_umlauts(form):
            readings = self._quick(variant) or self._by_rules(variant)
            if not any(reading.kind not in PERSONAL_NAMES for reading in readings):
                continue
            if not readings[0].parts or readings[0].lemma in self._vocabulary.words:
                return readings
            first = first or readings
        return first

    def _as_compound(self, form: str) -> tuple[Reading, ...]:
        """A known slang word before a word that Voikko knows ("dösäkuski")."""
        for length in range(len(form) - 4, 2, -1):
            head = form[:length]
            if head not in self._vocabulary.words:
                continue
            nouns = [reading for reading in self._quick(form[length:]) if reading.pos == "NOUN"]
            if nouns:
                return tuple(
                    Reading(head + n.lemma, (head, *(n.parts or (n.lemma,))), n.kind, n.case) for n in nouns
                )
        return ()

    def _by_repair(self, form: str) -> tuple[Reading, ...]:
        for candidate in self._repair.candidates(form):
            readings = self._quick(candidate)
            if readings:
                return readings
        return ()


def _plain_token(piece: Piece) -> Token:
    return Token(piece.text, piece.start, piece.end, piece.text.lower(), (), _KIND_POS[piece.kind])


def _token(piece: Piece, reading: Reading) -> Token:
    return Token(piece.text, piece.start, piece.end, reading.lemma, reading.parts, reading.pos)


@lru_cache(maxsize=1)
def shared_analyzer() -> FinnishAnalyzer:
    """Return the analyser of this process."""
    return FinnishAnalyzer()
