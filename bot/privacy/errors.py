"""What the privacy API refuses."""

from bot.conversations.refusals import DeskError


class UnknownPurposeError(DeskError):
    """There is no such purpose, or none that a person gives a consent or this contact data for."""


class ConsentChangedError(DeskError):
    """The consent's text is another one by now; what was agreed to is not what would be done."""


class BadContactError(DeskError):
    """It is no telephone number, or no e-mail address, that anybody could be reached by."""
