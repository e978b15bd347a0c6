"""Labels of the taxonomy as a learner reads them."""

from collections.abc import Sequence


def plain_label(label: str) -> str:
    """An occupation's label for a sentence: the taxonomy's "myyjä, leipomo" becomes "myyjä (leipomo)"."""
    head, comma, rest = label.partition(", ")
    return f"{head} ({rest})" if comma else label


def short_id(uri: str) -> str:
    """The last part of a URI, which the backends take for it."""
    return uri.rpartition("/")[2]


def listed(labels: Sequence[str], most: int) -> str:
    """The first ones, in a row."""
    return ", ".join(labels[:most])
