"""A suggestion as it is shown: what, on which grounds, from where, how sure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion. `confidence` is high, medium or low; `why` its grounds, `source` where it is from.

    `facets` are codes of what a course is, by name (kind, modes, cost), and `relaxed` of the wishes that it
    does not meet; both are put into words on the page. `elements` are labels and values of what the EU asks
    of a small competence unit.
    """

    kind: str
    key: str
    title: str
    why: str
    source: str
    confidence: str
    url: str | None = None
    sample: bool = False
    details: Sequence[str] = ()
    provider: str | None = None
    place: str | None = None
    elements: Sequence[tuple[str, str]] = ()
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    relaxed: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """How a person would come to an occupation: what is there already, what is missing, the steps.

    `confirmed`: something was confirmed, whether it is of use here (`held`) or not. `law` and `usual` are
    cards and licences that are asked for; `left` is what the steps do not give.
    `months` is an estimate at the pace of full-time study, None where it is not known.
    """

    occupation: str
    message: str
    confirmed: bool
    held: Sequence[str]
    missing: Sequence[str]
    law: Sequence[str]
    usual: Sequence[str]
    left: Sequence[str]
    months: int | None
    steps: Sequence[Suggestion]
