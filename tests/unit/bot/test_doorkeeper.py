"""The doorkeeper closes who never asks, and nobody else."""

from bot.doorkeeper import Connection, Doorkeeper


class Fake:
    """A connection that notes whether it was closed."""

    def __init__(self) -> None:
        self.closed = False

    def force_close(self) -> None:
        self.closed = True


class House:
    """A server with these connections."""

    def __init__(self, *connections: Fake) -> None:
        self.connections: list[Connection] = list(connections)


def test_who_never_asks_is_closed_in_time_and_who_asks_is_not() -> None:
    silent, asking = Fake(), Fake()
    house, keeper = House(silent, asking), Doorkeeper(head_seconds=10)
    keeper.look(house, now=0)
    keeper.note_request(asking)
    assert keeper.look(house, now=9.9) == 0
    assert keeper.look(house, now=10) == 1
    assert (silent.closed, asking.closed) == (True, False)


def test_the_time_counts_from_when_it_was_first_seen() -> None:
    early, late = Fake(), Fake()
    keeper = Doorkeeper(head_seconds=10)
    keeper.look(House(early), now=0)
    keeper.look(House(early, late), now=8)
    assert keeper.look(House(early, late), now=12) == 1
    assert (early.closed, late.closed) == (True, False)


def test_what_is_gone_is_forgotten() -> None:
    gone = Fake()
    keeper = Doorkeeper(head_seconds=10)
    keeper.note_request(gone)
    keeper.look(House(), now=0)
    keeper.look(House(gone), now=1)  # the same memory, used again for a new connection
    assert keeper.look(House(gone), now=11) == 1
