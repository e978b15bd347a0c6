"""The case of a word, in the names of Universal Dependencies ("Tra", "Ill", "Abl"), spoken forms included.

Voikko tells it for forms that it knows. For what it does not know ("hitsaajaks", "raksalt") the base form
comes from the tables and rules of the spoken layer, and the case from the ending, worn or whole.
"""

from __future__ import annotations

import re

_OF_VOIKKO = {
    "omanto": "Gen",
    "osanto": "Par",
    "olento": "Ess",
    "tulento": "Tra",
    "sisaolento": "Ine",
    "sisaeronto": "Ela",
    "sisatulento": "Ill",
    "ulkoolento": "Ade",
    "ulkoeronto": "Abl",
    "ulkotulento": "All",
    "vajanto": "Abe",
    "keinonto": "Ins",
    "seuranto": "Com",
}
NOMINATIVE = "Nom"
_CLITICS = re.compile(r"(?:kin|ki|kaan|kään|kaa|kää|han|hän|pa|pä)$")
# The surest first; a worn ending counts only after a vowel.
_ENDINGS = (
    (re.compile(r"(?:ksi|(?<=[aeiouyäö])ks)$"), "Tra"),
    (re.compile(r"(?:ssa|ssä|sa|sä|ss|(?<=[aeiouyäö])s)$"), "Ine"),
    (re.compile(r"(?:sta|stä|(?<=[aeiouyäö])st)$"), "Ela"),
    (re.compile(r"(?:lta|ltä|(?<=[aeiouyäö])lt)$"), "Abl"),
    (re.compile(r"lle$"), "All"),
    (re.compile(r"(?:lla|llä|ll|(?<=[aeiouyäö])l|(?<=[aeiouyäö]l)[aä])$"), "Ade"),
    (re.compile(r"n[aä]$"), "Ess"),
    (re.compile(r"(?:h[aeiouyäö]+n?|seen|see|siin|aan|een|iin|oon|uun|yyn|ään|öön)$"), "Ill"),
)


def case_of(form: str, lemma: str, voikko: str) -> str:
    """Return the case of `form`, whose base form is `lemma`; `voikko` is Voikko's name of it or "".

    Of a form that is not its base form, "nominative" says only that the base form was looked up.
    Plurals in -t have none of the endings and stay nominatives.
    """
    if voikko in _OF_VOIKKO:
        return _OF_VOIKKO[voikko]
    if form == lemma:
        return NOMINATIVE
    bare = _CLITICS.sub("", form) if not lemma.endswith(form[-2:]) else form
    for ending, case in _ENDINGS:
        if ending.search(bare) and not ending.search(lemma):
            return case
    return NOMINATIVE if voikko == "nimento" else ""
