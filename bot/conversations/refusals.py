"""Why the desk refuses what a channel asks."""


class DeskError(Exception):
    """What was asked is refused; the subclasses say why."""


class GoneError(DeskError):
    """The conversation was deleted, or never was."""


class UnknownButtonError(DeskError):
    """The conversation has no such button."""


class FilterFailedError(DeskError):
    """The privacy filter failed, so the message may not be kept."""
