"""What a form gives of a fact, in the shape in which the backends read it."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from backends.client.fact_upkeep import FactContent
from bot.channels.web.incoming import clean

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
FIELDS = (
    "short",
    "text",
    "unsure",
    "question",
    "source",
    "url",
    "checked_on",
    "status",
    "valid_from",
    "valid_to",
)


class Given(BaseModel):
    """The fields of the form, clean."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    short: Line
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
    unsure: Line
    question: Line
    source: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    url: Annotated[str, Field(max_length=300, pattern=r"^(https://[^\s]+)?$")] = ""
    checked_on: date
    status: Literal["verified", "draft", "unverified"]
    valid_from: date
    valid_to: date | None = None

    def to_json(self) -> dict[str, Any]:
        """As the backends read it and the database keeps it."""
        given = self.model_dump(mode="json")
        url = given.pop("url") or None
        return {**given, "source": {"name": given["source"], "url": url}}


class WrongFieldError(ValueError):
    """A field of the form that cannot be kept."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def content_in(form: Mapping[str, Any]) -> Given:
    """Read the form. Raises WrongFieldError."""
    given = {name: " ".join(clean(str(form.get(name, ""))).split()) for name in FIELDS}
    filled = {name: value for name, value in given.items() if value}
    try:
        return Given.model_validate(filled)
    except ValidationError as error:
        raise WrongFieldError(str(error.errors()[0]["loc"][0])) from error


def shown(content: FactContent | Mapping[str, Any]) -> dict[str, str]:
    """A fact's content as the form and the comparison show it."""
    if isinstance(content, FactContent):
        found = {name: getattr(content, name) for name in FIELDS}
    else:
        source = content["source"]
        found = {**content, "source": source["name"], "url": source["url"]}
    return {name: "" if found[name] is None else str(found[name]) for name in FIELDS}
