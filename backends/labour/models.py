"""What is answered about the labour market over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as day_type
from datetime import timedelta

from backends.courses.search.wishes import PlaceWish
from backends.labour.domain import Balance, Outlook
from backends.labour.texts import labour_texts
from backends.skills.domain import Occupation
from backends.skills.models import Given, OccupationItem

_OLD = timedelta(days=365)


class OutlookAnswer(Given):
    """What is known of an occupation in `regions`; `balance` null is "ei tiedossa", as `label` says.

    `about` is the occupation's URI or the ISCO group that the statement is on, `region` where it holds (null:
    the whole country). `note` is there where the statement is over a year old.
    """

    occupation: OccupationItem
    regions: list[str]
    balance: Balance | None
    label: str
    text: str
    about: str | None
    region: str | None
    date: day_type | None
    source: str | None
    note: str | None

    @classmethod
    def of(
        cls, occupation: Occupation, regions: tuple[str, ...], outlook: Outlook | None, today: day_type
    ) -> OutlookAnswer:
        """The statement as it is answered on a day."""
        texts = labour_texts()
        told = texts.balance[outlook.balance] if outlook else texts.unknown
        return cls(
            occupation=OccupationItem.of(occupation),
            regions=list(regions),
            balance=outlook.balance if outlook else None,
            label=told.label,
            text=told.text,
            about=outlook.occupation if outlook else None,
            region=outlook.region if outlook else None,
            date=outlook.day if outlook else None,
            source=outlook.source if outlook else None,
            note=texts.old if outlook and today - outlook.day > _OLD else None,
        )


class StatedOutlook(Given):
    """A statement on an occupation or ISCO group (`about`, in words `name`); `region` null is everywhere.

    `note` is there where it is over a year old.
    """

    about: str
    name: str
    region: str | None
    balance: Balance
    label: str
    date: day_type
    source: str
    note: str | None

    @classmethod
    def of(cls, outlook: Outlook, name: str, today: day_type) -> StatedOutlook:
        """A statement as it is listed on a day."""
        texts = labour_texts()
        return cls(
            about=outlook.occupation,
            name=name,
            region=outlook.region,
            balance=outlook.balance,
            label=texts.balance[outlook.balance].label,
            date=outlook.day,
            source=outlook.source,
            note=texts.old if today - outlook.day > _OLD else None,
        )


class OutlookList(Given):
    """All statements that hold in a region, or all there are: shortages first, then by name."""

    items: list[StatedOutlook]


def regions_of(place: Callable[[str], PlaceWish], name: str | None) -> tuple[str, ...] | None:
    """The region of that name, or the regions of a municipality or an area; None for an unknown name.

    () where no name is given: the whole country is meant.
    """
    if name is None or name.strip().lower() in labour_texts().whole_country:
        return ()
    wish = place(name)
    if not wish.known:
        return None
    return tuple(sorted(wish.regions or wish.near_regions))
