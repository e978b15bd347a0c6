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

    Who knows this rule must not reckon a hidden part from the total and the shown ones. That could be done
    where the hidden ones together are few, and where they are as many as they can be (three hidden parts of
    twelve are four each): then the smallest of the shown ones is hidden too, with all that are as small.
    `total` may be more than the parts (some belong to none); that rest counts as a part that is not shown and
    may be of any size.
    """
    result = {name: shown(count, least) for name, count in parts.items()}
    rest = total - sum(parts.values())
    small = [count for name, count in parts.items() if result[name] is None]
    hidden = sum(small) + rest
    added = 0  # parts that are hidden although they are not small: none is larger than any shown one
    while (seen := [name for name, value in result.items() if value is not None]) and hidden:
        most = len(small) * (least - 1) + added * min(parts[name] for name in seen)
        if hidden >= least and (rest or hidden < most):
            break
        smallest = min(parts[name] for name in seen)
        for name in seen:
            if parts[name] == smallest:
                result[name] = None
                hidden += smallest
                added += 1
    return result
