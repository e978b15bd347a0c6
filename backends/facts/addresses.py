"""Public addresses in what learners read: which stand in a text, and may they (data/addresses.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from datafiles import read_yaml

_ADDRESS = re.compile(
    r"(?<![\w@./-])(?:https?://)?(?:www\.)?((?:[\wåäö-]+\.)+(?:fi|com|org|eu|net|info|io))\b(/\S*)?", re.I
)


class Allowed(BaseModel):
    """The hosts that may be named, and those of them under which deeper addresses may."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    addresses: frozenset[str]
    deeper: frozenset[str]


class Why(StrEnum):
    """What is wrong with an address."""

    FOREIGN = "foreign"  # its host is none of the list
    DEEPER = "deeper"  # its host is, but not with a path


@dataclass(frozen=True, slots=True)
class Forbidden:
    """An address that may not stand in a text: as written, its host and path, and why not."""

    written: str
    host: str
    rest: str
    why: Why


def read_allowed(path: Path) -> Allowed:
    """Read the list. Raises OSError, ValueError."""
    try:
        return Allowed.model_validate(read_yaml(path))
    except (yaml.YAMLError, ValidationError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def forbidden_in(text: str, allowed: Allowed) -> Iterator[Forbidden]:
    """The addresses of a text that may not stand there."""
    for match in _ADDRESS.finditer(text):
        host, rest = match[1].lower(), (match[2] or "").strip("/.,;:'\")]}")
        if host not in allowed.addresses:
            yield Forbidden(match[0], host, rest, Why.FOREIGN)
        elif rest and host not in allowed.deeper:
            yield Forbidden(match[0], host, rest, Why.DEEPER)
