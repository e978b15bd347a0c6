"""The privacy filter before anything is kept."""

import structlog

from bot.conversations.refusals import FilterFailedError
from privacy.masking import ALL_KINDS, mask

log = structlog.get_logger()


def masked(text: str, kinds: frozenset[str] = ALL_KINDS) -> str:
    """The text as it may be kept. Raises FilterFailedError: what could not be filtered is not kept."""
    try:
        return mask(text, kinds).text
    except Exception as error:  # whatever fails in the filter, the text must not be kept
        log.error("privacy.filter_failed", error=type(error).__name__)
        raise FilterFailedError from error
