"""What the gateway says by itself: the first messages, notices, errors. All of it is data."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from datafiles import read_yaml

LANGUAGE = re.compile(r"[a-z]{2,3}")
ERROR_CODES = frozenset(
    {
        "bad_channel",
        "bad_client_message_id",
        "bad_contact",
        "bad_json",
        "bad_request",
        "body_too_large",
        "consent_changed",
        "deleted",
        "empty_text",
        "foreign_origin",
        "internal",
        "method_not_allowed",
        "not_found",
        "not_yours",
        "rate_limited",
        "text_too_long",
        "too_slow",
        "unauthorized",
        "unavailable",
        "unknown_button",
        "unknown_code",
        "unknown_conversation",
        "unknown_plan",
        "unknown_purpose",
    }
)


class TextsError(ValueError):
    """A text file is wrong; the message names the file and the place."""


class Strict(BaseModel):
    """A part of a file: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Titled(Strict):
    """Something with a name. `titles` are the names in other languages than Finnish, by language."""

    title: str = Field(min_length=1, max_length=60)
    titles: dict[str, str] = Field(default_factory=dict)

    def called(self, language: str) -> str:
        """Its name in a language; in Finnish where it has none."""
        return self.titles.get(language, self.title)


class ButtonText(Strict):
    """A quick answer: its title, and the payload that the engine gets."""

    title: str = Field(min_length=1, max_length=40)
    payload: str = Field(pattern=r"^/[a-z_]+(\{.*\})?$")


class MessageText(Strict):
    """A message that the gateway writes by itself."""

    text: str = Field(min_length=1)
    buttons: tuple[ButtonText, ...] = ()


class Welcome(Strict):
    """The first messages. `sources` gives the opening line by outreach code, before the common ones."""

    messages: tuple[MessageText, ...] = Field(min_length=1)
    sources: dict[str, str]

    def for_source(self, source: str | None) -> tuple[MessageText, ...]:
        """The first messages for a source; an unknown one counts as none."""
        opening = self.sources.get(source or "")
        return ((MessageText(text=opening),) if opening else ()) + self.messages


class CounsellorNotices(Strict):
    """What a learner is told when a human comes or goes."""

    claimed: MessageText
    released: MessageText
    away: MessageText
    handed_back: MessageText
    closed: MessageText


class PrivacyNotices(Strict):
    """What a learner is told of their own data."""

    contact_kept: MessageText


class SaidAgain(Strict):
    """What stands before a text that was said right before, in turn: words, or words above cards."""

    text: tuple[str, ...] = Field(min_length=2)
    cards: tuple[str, ...] = Field(min_length=2)


class Notices(Strict):
    """Notices about the service, and the sentence of each error code of the chat API."""

    waiting: MessageText
    still_waiting: MessageText
    failed: MessageText
    counsellor: CounsellorNotices
    reminder: MessageText
    privacy: PrivacyNotices
    again: SaidAgain
    errors: dict[str, str]

    @field_validator("errors")
    @classmethod
    def _has_every_code(cls, errors: dict[str, str]) -> dict[str, str]:
        if missing := ERROR_CODES - errors.keys():
            raise ValueError(f"a sentence is missing for {', '.join(sorted(missing))}")
        return errors


def read_model[T: BaseModel](path: Path, model: type[T]) -> T:
    """Read and check a file. Raises TextsError, which names the file and the place."""
    try:
        return model.model_validate(read_yaml(path))
    except OSError as error:
        raise TextsError(f"{path.name}: {error.strerror or error}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise TextsError(f"{path.name}: not valid YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise TextsError(f"{path.name}: {place}: {first['msg']}") from error


def read_welcome(data: Path) -> Welcome:
    """Read `welcome.yml`. Raises TextsError."""
    return read_model(data / "welcome.yml", Welcome)


def read_notices(data: Path) -> Notices:
    """Read `notices.yml`. Raises TextsError."""
    return read_model(data / "notices.yml", Notices)


def read_widget_texts(data: Path, language: str) -> Mapping[str, str]:
    """Read the widget's own texts; a language without a file gets the Finnish ones."""
    path = data / "widget" / f"{language}.yml"
    if not LANGUAGE.fullmatch(language) or not path.exists():
        path = data / "widget" / "fi.yml"
    return _read_texts(path)


@cache
def _read_texts(path: Path) -> Mapping[str, str]:
    """Every page with the widget asks for these, and reading YAML takes longer than the rest of a request."""
    return MappingProxyType(read_yaml(path))
