"""Somebody else's age: "äiti on jo 84" tells of a family, and is no worry about one's own years."""

import re

OF_AGE, OF_FAMILY = "worry_age", "worry_family"
ANOTHERS_AGE = re.compile(
    r"\b(?:äiti\w*|äidi\w*|äite\w*|isä\w*|iskä\w*|mutsi\w*|faija\w*|mummo\w*|mummi\w*|vaari\w*|ukki\w*|pappa\w*"
    r"|anop\w*|appi\w*|vanhemm\w*|mies|miehe\w*|vaimo\w*|puoliso\w*)\b(?:[^\w.!?]+\w+){0,3}?[^\w.!?]+"
    r"(?:[6-9]\d|kuuskyt\w*|seit\w*kyt\w*|kaheksankyt\w*|kahdeksankym\w*|iäkä\w*|iäkkä\w*|vanhus|huonokunt\w*)\b",
    re.IGNORECASE,
)


def of_kin(intent: str, text: str) -> str:
    """The intent, where a worry about age is about somebody else's the one of the family."""
    return OF_FAMILY if intent == OF_AGE and ANOTHERS_AGE.search(text) else intent
