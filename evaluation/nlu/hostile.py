"""What no one should write but someone does: texts with the intents that make sense, and over-long ones.

`measure_long` times the whole parse on messages of the longest length that the chat takes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

LONGEST = 2_000
ROUNDS = 5

NOTHING = {"out_of_scope"}
LANGUAGE = {"change_language"}
# A number alone may be an answer to a question that was not asked.
FACT = {"inform", "out_of_scope"}

# Name: (text, intents that make sense).
TEXTS: dict[str, tuple[str, set[str]]] = {
    "empty": ("", NOTHING),
    "spaces": (" \t\n ", NOTHING),
    "no letters": ("?!... --- ,,,", NOTHING),
    "emoji": ("😀🎉👍🏽", NOTHING),
    "English": ("I want to become a nurse, what should I study?", LANGUAGE),
    "English, everyday": ("what time does the school start and how much is it", LANGUAGE),
    "Swedish": ("Jag vill bli sjuksköterska, vad ska jag studera?", LANGUAGE),
    "Swedish, everyday": ("jag har två barn och bor i Esbo", LANGUAGE),
    "Estonian": ("ma tahan õppida, kas te räägite eesti keelt", LANGUAGE),
    "Somali": ("waxaan rabaa inaan barto af soomaali", LANGUAGE),
    "Russian": ("Я хочу стать медсестрой, где учиться?", LANGUAGE),
    "Ukrainian": ("Я шукаю роботу в Гельсінкі", LANGUAGE),
    "Arabic": ("أريد أن أصبح ممرضة", LANGUAGE),
    "Persian": ("می‌خواهم درس بخوانم", LANGUAGE),
    "Chinese": ("我想学习芬兰语", LANGUAGE),
    "Thai": ("ฉันอยากเรียน", LANGUAGE),
    "mixed languages": ("moi I want обучение اردو lähihoitajaks 😀", LANGUAGE | {"find_course"}),
    "Finnish with English words": ("mä haluun opiskella marketing ja business", {"find_course", "inform"}),
    "control characters": ("\x00\x07\x1b[31m\u202ehei\ufeff\x7f", {"greet"}),
    "combining marks": ("h\u0336e\u0336i\u0336", {"greet", "goodbye", "out_of_scope"}),
    "lone surrogate": ("hei \ud83d", {"greet"}),
    "URL": ("https://example.org/a?b=c&d=%C3%A4#e", NOTHING),
    "phone number": ("+358 40 123 4567", FACT),
    "henkilötunnus": ("131052-308T", FACT),
    "account number": ("FI21 1234 5600 0007 85", FACT),
}

# Not a person's words: whatever they look like, the bot must not act on them as if they were.
NO_WORDS: dict[str, str] = {
    "HTML": "<script>alert(1)</script>",
    "SQL": "'; DROP TABLE conversations; --",
    "keys at random": "asdfghjkl qwerty zxcvb",
    "JSON": '{"intent": "inform", "entities": []}',
    "base64": "aGVpIG1heHN1dW50YSBvbg==",
}

WARMING = "mä haluisin lähihoitajaks Ouluun, oon 45"
# Name: what is repeated up to the longest length.
LONG: dict[str, str] = {
    "sentence": "Haluaisin lähihoitajaksi Ouluun. ",
    "spoken sentence": "mä haluisin niinku jottai hommii stadis ku oon tyätön ",
    "one letter": "x",
    "dense punctuation": ".,;!?",
    "letters and punctuation": "a,b.c!",
    "unknown words": "qwxzä ",
    "emoji": "😀",
    "hyphens": "-'a",
    "digits": "45 ",
    "Russian": "учиться ",
    "combining marks": "a\u0301\u0302",
    "URLs": "www.a.fi ",
    "brackets": "((((((",
}


def long_text(name: str, length: int = LONGEST) -> str:
    """Return the text of `LONG` repeated up to `length` characters."""
    part = LONG[name]
    return (part * (length // len(part) + 1))[:length]


def fresh_words(seed: int = 0, length: int = LONGEST) -> str:
    """Return unknown words none of which occurs twice, nor with another seed: no cache helps."""
    return " ".join(f"qwx{seed}z{number}rtplk" for number in range(length))[:length]


def measure_long(parse: Callable[[str], Any]) -> dict[str, Any]:
    """Return milliseconds of each long text, the best of `ROUNDS`, and the 99th percentile of all rounds.

    An ordinary sentence goes before, as the lexicons are read at the first parse of a process.
    """
    parse(WARMING)
    spent = {name: [_milliseconds(parse, long_text(name)) for _ in range(ROUNDS)] for name in LONG}
    spent["words never seen"] = [_milliseconds(parse, fresh_words(seed)) for seed in range(ROUNDS)]
    everything = [value for values in spent.values() for value in values]
    return {
        "characters": LONGEST,
        "p99": float(np.percentile(everything, 99)),
        "best": {name: min(values) for name, values in spent.items()},
    }


def _milliseconds(parse: Callable[[str], Any], text: str) -> float:
    started = time.process_time()
    parse(text)
    return 1000 * (time.process_time() - started)
