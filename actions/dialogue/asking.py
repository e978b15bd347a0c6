"""Whether words ask something."""

ASKING = ("ko", "kö", "ks", "kös", "kos")  # enclitics of a verb or an adverb that asks, spoken too


def is_question(text: str) -> bool:
    """A question mark, or a first word that asks: "otetaanko", "kauanko", "pääseeks", "paljonko"."""
    first = text.lower().split()[:1]
    return "?" in text or any(word.endswith(ASKING) for word in first)
