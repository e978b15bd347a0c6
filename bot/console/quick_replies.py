"""Ready-made answers with fields to fill in: data/console/quick_replies.yml."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from bot.texts import Strict, Titled, read_model

FIELD = re.compile(r"\{([a-z_]+)\}")


class QuickReply(Titled):
    """One answer. Each `{name}` in the text is a field with a label, filled in by the counsellor.

    The text is the learner's, in the language in which they are answered; `labels` are the fields' labels for
    counsellors who read the console in other languages.
    """

    id: str = Field(pattern=r"^[a-z_]{1,40}$")
    text: str = Field(min_length=1, max_length=1_000)
    fields: dict[str, str] = Field(default_factory=dict)
    labels: dict[str, dict[str, str]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fields_fit(self) -> Self:
        if set(FIELD.findall(self.text)) != set(self.fields):
            raise ValueError("the fields are not those of the text")
        if any(set(some) != set(self.fields) for some in self.labels.values()):
            raise ValueError("the labels of another language are not those of the fields")
        return self

    def labelled(self, language: str) -> Mapping[str, str]:
        """The fields with their labels in a language; in Finnish where it has none."""
        return self.labels.get(language, self.fields)


class QuickReplies(Strict):
    """All of them, in the order in which they are shown."""

    replies: tuple[QuickReply, ...]


def read_quick_replies(data: Path) -> tuple[QuickReply, ...]:
    """Read the file. Raises TextsError."""
    return read_model(data / "console" / "quick_replies.yml", QuickReplies).replies
