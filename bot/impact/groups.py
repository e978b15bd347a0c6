"""Small groups: no figure below five leaves here, and none that could be reckoned from the others.

Pure. `None` stands for a figure that is not shown ("alle 5").
"""

from collections.abc import Mapping

LEAST = 5


def shown(count: int, least: int = LEAST) -> int | None:
    """A count as it may be shown. Zero is not told from one to four either."""
    return count if count >= least else None


def share(part: int, of: int, least: int = LEAST) -> float | None:
    """A share between 0 and 1 as it may be shown: neither those in it nor those outside may be few."""
    if part < least or of - part < least:
        return None
    return part / of


def shown_parts[K](parts: Mapping[K, int], total: int, least: int = LEAST) -> dict[K, int | None]:
    """Parts of a total that is shown too, as they may be shown beside it.

    Where what is hidden is few, or one part alone, the total minus the others would give it away: then the
    smallest of the shown ones is hidden too. `total` may be more than the parts (some belong to none); that
    rest counts as a part that is not shown.
    """
    result = {name: shown(count, least) for name, count in parts.items()}
    rest = total - sum(parts.values())
    hidden = [parts[name] for name, value in result.items() if value is None and parts[name] > 0]
    hidden += [rest] if rest > 0 else []
    while _gives_away(hidden, least):
        seen = [name for name, value in result.items() if value is not None]
        if not seen:
            break
        smallest = min(seen, key=lambda one: parts[one])
        result[smallest] = None
        hidden.append(parts[smallest])
    return result


def _gives_away(hidden: list[int], least: int) -> bool:
    """Whether the sum of what is hidden, which can be reckoned, tells of fewer than `least`."""
    return bool(hidden) and sum(hidden) < least
