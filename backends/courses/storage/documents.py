"""An offer as JSON and back. The JSON is what databases and the HTTP interface hold."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from backends.courses.domain import (
    Application,
    CostClass,
    EducationType,
    Extent,
    ExtentUnit,
    Kind,
    Mode,
    Offer,
    Time,
)

_DEFAULTS = {field.name: field.default for field in fields(Offer)}
_TUPLES = {field.name for field in fields(Offer) if str(field.type).startswith("tuple")}


def to_json(offer: Offer) -> str:
    """The offer as compact JSON; what is as by default (not known) is left out."""
    known = {name: value for name, value in asdict(offer).items() if value != _DEFAULTS[name]}
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)


def from_json(text: str) -> Offer:
    """The offer of `to_json`."""
    values: dict[str, Any] = json.loads(text)
    values.update({name: tuple(values[name]) for name in _TUPLES & values.keys()})
    values["kind"] = Kind(values["kind"])
    values["checked_on"] = date.fromisoformat(values["checked_on"])
    values["modes"] = tuple(map(Mode, values.get("modes", ())))
    values["times"] = tuple(map(Time, values.get("times", ())))
    values["application"] = tuple(map(Application, values.get("application", ())))
    if "cost_class" in values:
        values["cost_class"] = CostClass(values["cost_class"])
    if "education_type" in values:
        values["education_type"] = EducationType(values["education_type"])
    if "extent" in values:
        extent = values["extent"]
        values["extent"] = Extent(extent["amount"], ExtentUnit(extent["unit"]), extent.get("maximum"))
    return Offer(**values)
