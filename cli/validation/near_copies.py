"""Finds test sentences that are near copies of training sentences: they would measure memory alone.

A test sentence is a near copy when one of these holds (words as split at spaces, of the test sentence):

- its letters are those of a training sentence, dots, spaces, case and marks aside ("toistatko kysymyk sen");
  from three words on, as "kiitos paljon" can hardly be said otherwise;
- it shares at least `MOST_ALIKE` of the character trigrams (Dice's coefficient); from four words on. At 0.80
  lie sentences with one word bent, added or misspelled; at 0.70 sentences that only ask the same;
- its set of lemmas is that of a training sentence, in whatever order and inflection; from four lemmas on.
"""

import re
from collections.abc import Callable, Iterable

import numpy as np
from scipy.sparse import csr_matrix

MOST_ALIKE = 0.80
FEWEST_WORDS_SAME = 3
FEWEST_WORDS_ALIKE = 4
FEWEST_LEMMAS = 4
_WITHOUT_DOTS = str.maketrans("äöå", "aoa")
_LETTERS = re.compile(r"[^\W_]+")

Lemmas = Callable[[str], frozenset[str]]


def letters_of(text: str) -> str:
    """Return the letters and digits of a text in lower case, without dots, spaces and marks."""
    return "".join(_LETTERS.findall(text.lower().translate(_WITHOUT_DOTS)))


def trigrams_of(letters: str) -> frozenset[str]:
    """Return the runs of three characters, the two edges included."""
    padded = f"  {letters} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


class NearCopies:
    """An index of the training sentences."""

    def __init__(self, sentences: Iterable[str], lemmas: Lemmas) -> None:
        """Take the training sentences and what gives the lemmas of a sentence."""
        self._lemmas = lemmas
        self._sentences = list(sentences)
        self._by_letters = {letters_of(sentence): sentence for sentence in self._sentences}
        self._by_lemmas = {lemmas(sentence): sentence for sentence in self._sentences}
        self._column: dict[str, int] = {}
        trigrams = [trigrams_of(letters_of(sentence)) for sentence in self._sentences]
        self._sizes = np.asarray([len(one) for one in trigrams], dtype=np.int32)
        rows = np.repeat(np.arange(len(trigrams)), self._sizes)
        columns = [self._column.setdefault(one, len(self._column)) for each in trigrams for one in each]
        # A row for each trigram, with the sentences that hold it.
        self._holders = csr_matrix(
            (np.ones(len(columns), dtype=np.int32), (columns, rows)), shape=(len(self._column), len(trigrams))
        )

    def original_of(self, text: str) -> str | None:
        """Return the training sentence that `text` is a near copy of, or None."""
        words = len(text.split())
        same = self._by_letters.get(letters_of(text)) if words >= FEWEST_WORDS_SAME else None
        if same is not None or words < FEWEST_WORDS_ALIKE:
            return same
        lemmas = self._lemmas(text)
        reordered = self._by_lemmas.get(lemmas) if len(lemmas) >= FEWEST_LEMMAS else None
        return reordered if reordered is not None else self._alike(trigrams_of(letters_of(text)))

    def _alike(self, trigrams: frozenset[str]) -> str | None:
        known = [self._column[trigram] for trigram in trigrams if trigram in self._column]
        if not known:
            return None
        shared = np.asarray(self._holders[known].sum(axis=0)).ravel()
        dice = 2 * shared / (len(trigrams) + self._sizes)
        best = int(np.argmax(dice))
        return self._sentences[best] if dice[best] >= MOST_ALIKE else None
