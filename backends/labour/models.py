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
