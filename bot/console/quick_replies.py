"""Ready-made answers with fields to fill in: data/console/quick_replies.yml."""

import re
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.texts import read_model

FIELD = re.compile(r"\{([a-z_]+)\}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class QuickReply(_Strict):
    """One answer. Each `{name}` in the text is a field with a label, filled in by the counsellor."""

    id: str = Field(pattern=r"^[a-z_]{1,40}$")
    title: str = Field(min_length=1, max_length=60)
    text: str = Field(min_length=1, max_length=1_000)
    fields: dict[str, str] = {}

    @model_validator(mode="after")
    def _fields_fit(self) -> Self:
        if set(FIELD.findall(self.text)) != set(self.fields):
            raise ValueError("the fields are not those of the text")
        return self


class QuickReplies(_Strict):
    """All of them, in the order in which they are shown."""

    replies: tuple[QuickReply, ...]


def read_quick_replies(data: Path) -> tuple[QuickReply, ...]:
    """Read the file. Raises TextsError."""
    return read_model(data / "console" / "quick_replies.yml", QuickReplies).replies
