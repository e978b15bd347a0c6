"""How long a piece of work takes at its best, for the tests of bounded time.

One run says more of the machine than of the code: a full collection of the garbage that four thousand tests
left, or a neighbour on the same core, takes as long as the work itself.
"""

import gc
import time
from collections.abc import Callable


def fastest(work: Callable[[], object], runs: int = 3) -> float:
    """The processor seconds of the quickest of some runs, the garbage collector standing still."""
    return min(_processor_seconds(work) for _ in range(runs))


def _processor_seconds(work: Callable[[], object]) -> float:
    collecting = gc.isenabled()
    gc.disable()
    begun = time.process_time()
    try:
        work()
        return time.process_time() - begun
    finally:
        if collecting:
            gc.enable()
