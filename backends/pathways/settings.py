"""The planner's estimates and weights (data/pathways/planner.yml)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from backends.courses.domain import CostClass, Extent, ExtentUnit, Kind
from backends.courses.search.wishes import Met
from backends.paths import DATA
from backends.pathways.domain import Objective
from datafiles import read_yaml

PATHWAYS = DATA / "pathways"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Weights(_Strict):
    """What counts in an objective, per month, unit of cost, unit of nearness, and step."""

    months: float
    cost: float
    nearness: float
    step: float


class Worth(_Strict):
    """What meeting a demand is worth, in units of an objective."""

    skill: float
    requirement: float
    usual: float


class Unmet(_Strict):
    """What a wish costs that is not met: a place that is only near, and everything else."""

    near: float
    other: float


class PlannerSettings(_Strict):
    """The whole of planner.yml; what each part means is said there."""

    months_per: dict[ExtentUnit, float]
    assumed_months: dict[Kind, float]
    cost: dict[CostClass | str, float]
    nearness: dict[Met, float]
    worth: Worth
    unmet_wish: Unmet
    unknown: float
    objectives: dict[Objective, Weights]
    whole_degrees: tuple[Kind, ...]
    usual_finnish: dict[Kind, str]
    needed_education: dict[Kind, str]
    order: tuple[Kind, ...]
    time_limit_seconds: float

    def months(self, extent: Extent | None) -> float | None:
        """Months of full-time study, of a range the shorter end; None where the extent is not known."""
        return None if extent is None else round(extent.amount * self.months_per[extent.unit], 3)


@lru_cache(maxsize=1)
def planner_settings(path: Path = PATHWAYS / "planner.yml") -> PlannerSettings:
    """Reads the settings once."""
    return PlannerSettings.model_validate(read_yaml(path))
