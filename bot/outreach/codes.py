"""Codes of campaigns: short, easy to type from a poster, no look-alikes, no vowels (so no words)."""

import re
import secrets

ALPHABET = "cdfghkmpqrtwxy34679"  # neither 0/o, 1/i/l/j, 2/z, 5/s, 8/b, m/n nor u/v; 47 million codes
LENGTH = 6
CODE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")


def new_code() -> str:
    """A random code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalised(written: str) -> str | None:
    """The code that somebody typed, in any case and with stray spaces or hyphens; None for what is none."""
    code = re.sub(r"[\s-]", "", written).lower()
    return code if CODE.fullmatch(code) else None
