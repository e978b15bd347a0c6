"""What the files under data/skills may say. People write them, so an unknown key is refused."""

from __future__ import annotations

from typing import Annotated

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, model_validator

OccupationUri = Annotated[str, Field(pattern=r"^http://data\.europa\.eu/esco/occupation/\S+$")]
SkillUri = Annotated[str, Field(pattern=r"^http://data\.europa\.eu/esco/skill/\S+$")]
Label = Annotated[str, Field(min_length=2, max_length=200)]
Expression = Annotated[str, Field(min_length=2, max_length=80)]


class StrictRow(BaseModel):
    """A row that refuses unknown keys and is never changed after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class CoreSkillRow(StrictRow):
    """A skill of the core with its official label."""

    uri: SkillUri
    label: Label


class SkillRow(StrictRow):
    """A skill that expressions tell of; a bare URI where the label stands elsewhere."""

    uri: SkillUri
    label: Label | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare_uri(cls, value: object) -> object:
        return {"uri": value} if isinstance(value, str) else value


class OccupationRow(StrictRow):
    """An occupation of the core: official label, everyday names, and the skills that matter most.

    `field` is there where the occupation's field is not its family's.
    """

    uri: OccupationUri
    label: Label
    isco: Annotated[str, Field(pattern=r"^\d{4}$")]
    field: Label | None = None
    everyday: tuple[Expression, ...] = ()
    skills: tuple[CoreSkillRow, ...] = Field(min_length=1)


class FamilyTable(StrictRow):
    """core/<family>.yml."""

    family: Annotated[str, Field(pattern=r"^[a-z0-9_-]+$")]
    name: Label
    field: Label
    occupations: tuple[OccupationRow, ...] = Field(min_length=1)


class EntryRow(StrictRow):
    """Expressions, and the occupations and skills that they tell of. `label` is there for the reader."""

    occupation: OccupationUri | None = None
    label: Label | None = None
    occupations: tuple[OccupationUri, ...] = ()
    skills: tuple[SkillRow, ...] = ()
    expressions: tuple[Expression, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _leads_somewhere(self) -> EntryRow:
        if not self.linked and not self.skills:
            raise ValueError("an entry needs occupation, occupations or skills")
        return self

    @property
    def linked(self) -> tuple[str, ...]:
        """All occupations of the entry."""
        return tuple(dict.fromkeys(((self.occupation,) if self.occupation else ()) + self.occupations))


class LexiconTable(StrictRow):
    """lexicon/<family>.yml, lexicon/unpaid/<theme>.yml and lexicon/transversal.yml."""

    family: str | None = Field(default=None, validation_alias=AliasChoices("family", "theme"))
    name: Label | None = None
    entries: tuple[EntryRow, ...] = Field(min_length=1)
