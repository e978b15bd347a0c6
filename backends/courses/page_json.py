"""A page of hits as JSON, as CoursePage would write it: what an offer always says is written only once."""

from __future__ import annotations

import json
from collections.abc import Mapping

from backends.courses.domain import Offer
from backends.courses.models import CourseItem, LiveModel
from backends.courses.opintopolku.live import OFF, LiveAnswer
from backends.courses.search.engine import Hit, SearchResult

_OF_THE_HIT = {"score", "why", "relaxed", "place_match"}  # the last members of CourseItem
_MOST = 5_000

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
        f'{_beginning(hit.offer)},"score":{hit.score},"why":{_text(hit.why)}'
        f',"relaxed":[{",".join(map(_text, hit.relaxed))}],"place_match":{place}}}'
    )


def _note(note: Mapping[str, str]) -> str:
    return f'{{"wish":{_text(note["wish"])},"message":{_text(note["message"])}}}'


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _beginning(offer: Offer) -> str:
    """What an item says of the offer alone; another offer with the same id is written anew."""
    kept = _kept.get(offer.id)
    if kept is not None and kept[0] is offer:
        return kept[1]
    item = CourseItem.of(Hit(offer, 0.0, "", ()))
    text = item.model_dump_json(exclude=_OF_THE_HIT).removesuffix("}")
    if len(_kept) >= _MOST:
        _kept.clear()
    _kept[offer.id] = offer, text
    return text
