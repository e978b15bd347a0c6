"""How long and how often one message is tried. Pure: it counts failures and says what to do next."""

from dataclasses import dataclass

from bot.conversations.answers import EngineFailure, FailureKind

TRIES = 5  # failed answers before it is asked whether the processes are well
TRIES_WHEN_WELL = 3  # failures with every process well before we give up
CRASHES = 10  # times that the engine may die in mid-turn over the same message
LONGEST = 10  # the longest pause, in first pauses
LONGEST_UNREACHABLE = 2  # the same while nobody listens: asking then costs nothing


@dataclass(slots=True)
class Patience:
    """One message's failures so far. `first_pause` is in seconds."""

    first_pause: float
    tries: int = 0
    failures: int = 0
    crashes: int = 0
    unreachable: int = 0
    failures_when_well: int = 0

    def note(self, failure: EngineFailure) -> None:
        """Count a failure."""
        self.tries += 1
        if failure.kind is FailureKind.UNREACHABLE:
            self.unreachable += 1
            return
        self.unreachable = 0
        self.failures += 1
        self.crashes += failure.kind is FailureKind.BROKEN

    @property
    def is_worth_a_line(self) -> bool:
        """Whether this failure is logged: the first, second, fourth, eighth and so on."""
        return self.tries & (self.tries - 1) == 0

    @property
    def asks_for_health(self) -> bool:
        """Whether it matters by now if the processes are well; nobody is asked while nobody listens."""
        return self.failures >= TRIES and not self.unreachable

    def note_health(self, *, well: bool) -> None:
        """Count a failure with all processes well; a sick one is waited for, however long it takes."""
        self.failures_when_well = self.failures_when_well + 1 if well else 0

    @property
    def is_over(self) -> bool:
        """Whether asking again is of no use: it is the message, not the machinery."""
        return self.failures_when_well >= TRIES_WHEN_WELL or self.crashes >= CRASHES

    @property
    def pause(self) -> float:
        """Seconds to wait before the next try."""
        if self.unreachable:
            return self.first_pause * min(2.0 ** (self.unreachable - 1), LONGEST_UNREACHABLE)
        return self.first_pause * min(2.0 ** min(self.failures - 1, 8), LONGEST)
