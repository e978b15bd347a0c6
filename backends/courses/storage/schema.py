"""Tables of the course database, the same on SQLite and PostgreSQL (migrations/ makes them).

The text index is each database's own: FTS5 tables on SQLite, GIN over arrays of terms on PostgreSQL.
"""

from __future__ import annotations

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """All tables of the catalogue. What they hold is made of the catalogue's files and can be made again."""


class Meta(Base):
    """What the tables were made of, by key."""

    __tablename__ = "course_meta"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class OfferRow(Base):
    """An offer: its facts in columns (lists are joined by SEPARATOR), all of it in `document`.

    `course`: offers with the same number share all indexed texts.
    """

    __tablename__ = "course_offers"

    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(String(200), unique=True)
    course: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(40))
    sample: Mapped[bool]
    provider: Mapped[str | None] = mapped_column(Text)
    qualification: Mapped[str | None] = mapped_column(Text)
    cost_class: Mapped[str | None] = mapped_column(String(40))
    municipalities: Mapped[str] = mapped_column(Text)
    regions: Mapped[str] = mapped_column(Text)
    modes: Mapped[str] = mapped_column(Text)
    times: Mapped[str] = mapped_column(Text)
    document: Mapped[str] = mapped_column(Text)


class Provider(Base):
    """A provider with the terms of its name."""

    __tablename__ = "course_providers"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    terms: Mapped[str] = mapped_column(Text)


class PhraseRow(Base):
    """Something to suggest, with how many offers have it."""

    __tablename__ = "course_phrases"

    text: Mapped[str] = mapped_column(Text, primary_key=True)
    count: Mapped[int]


class FacetRow(Base):
    """How many offers of a course have a value of a facet; course 0 is all of them."""

    __tablename__ = "course_facets"

    course: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    facet: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(String(100), primary_key=True)
    count: Mapped[int]


class Term(Base):
    """A term of the text index: how many courses have it at all (`courses`), and in each field."""

    __tablename__ = "course_vocabulary"

    term: Mapped[str] = mapped_column(Text, primary_key=True)
    courses: Mapped[int] = mapped_column(Integer)
    title: Mapped[int]
    keyword: Mapped[int]
    part: Mapped[int]
    body: Mapped[int]


SEPARATOR = "|"
