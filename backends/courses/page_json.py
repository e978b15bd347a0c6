"""A page of hits as JSON, as CoursePage would write it: what an offer always says is written only once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from backends.courses.detail_models import ElementModel, ExtentModel
from backends.courses.domain import Offer
from backends.courses.models import LiveModel
from backends.courses.opintopolku.live import OFF, LiveAnswer
from backends.courses.search.engine import Hit, SearchResult
from backends.courses.search.wishes import shown_modes, shown_times

_MOST = 5_000
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_kept: dict[str, tuple[Offer, str]] = {}


def page_json(result: SearchResult, live: LiveAnswer = OFF, message: str | None = None) -> str:
    """The result as it is answered."""
    items = ",".join(map(_item, result.hits))
    relaxed = ",".join(map(_note, result.relaxed))
    asked = LiveModel(state=live.state, message=message, url=live.address).model_dump_json()
    return (
        f'{{"items":[{items}],"relaxed":[{relaxed}],"total":{result.total}'
        f',"matched":{"true" if result.matched else "false"},"live":{asked}}}'
    )


def _item(hit: Hit) -> str:
    place = "null" if hit.place is None else f'"{hit.place}"'
    return (
        f'{_beginning(hit.offer)},"score":{hit.score},"why":{_written(hit.why)}'
        f',"relaxed":[{",".join(map(_written, hit.relaxed))}],"place_match":{place}}}'
    )


def _note(note: Mapping[str, str]) -> str:
    return f'{{"wish":{_written(note["wish"])},"message":{_written(note["message"])}}}'


def _beginning(offer: Offer) -> str:
    """What an item says of the offer alone; another offer with the same id is written anew."""
    kept = _kept.get(offer.id)
    if kept is not None and kept[0] is offer:
        return kept[1]
    text = _written(_said(offer)).removesuffix("}")
    if len(_kept) >= _MOST:
        _kept.clear()
    _kept[offer.id] = offer, text
    return text


def _said(offer: Offer) -> dict[str, Any]:
    """The members of CourseItem that an offer has by itself, in their order."""
    extent = ExtentModel.of(offer)
    return {
        "id": offer.id,
        "name": offer.name,
        "provider": offer.provider,
        "places": (*offer.municipalities, *offer.regions),
        "modes": shown_modes(offer),
        "times": shown_times(offer),
        "kind": offer.kind,
        "education_type": offer.education_type,
        "description": offer.description,
        "url": offer.url,
        "extent": extent and extent.model_dump(),
        "cost_class": offer.cost_class,
        "application": offer.application,
        "languages": offer.languages,
        "source": offer.source,
        "sample": offer.sample,
        "elements": [one.model_dump() for one in ElementModel.all_of(offer)],
    }
