"""The gap and the path of the guided session: from what was confirmed, with wishes, or not at all."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from actions.guidance.path import EDUCATION, FINNISH
from backends.client.guidance import GuidanceClient, PathPlan, PathWishes
from backends.client.occupations import FoundOccupation, SkillName
from backends.client.paths import Note, PathOffer, PathStep, RequirementName, StudyPath
from backends.client.skills import SkillsClient
from backends.client.transport import BackendUnavailable, Failure
from bot.console.guided.suggesting import read_rules
from bot.console.guided.way import Ways
from bot.console.intake import read_intake

URI = "http://data.europa.eu/esco/occupation/1"
MODES = frozenset({"contact", "online", "any"})
AWAY = BackendUnavailable(Failure.REFUSED, "away")
OFFER = PathOffer(
    "c1", "Trukkikortti", "badge", "Opisto", ("Oulu",), ("contact",), "free", 0.5, None, sample=True, others=2
)
PLAN = PathPlan(
    occupation=URI,
    label="varastotyöntekijä",
    status="planned",
    message="Löysin polun.",
    held=(SkillName("s1", "pakata tavaroita"),),
    missing=(SkillName("s2", "ajaa trukkia"),),
    nowhere=(),
    requirements=(RequirementName("r1", "trukkikortti", by_law=True),),
    paths=(
        StudyPath(
            objectives=("recommended",),
            title="Suositus",
            steps=(
                PathStep(
                    1, "recognition", "Osaamisen tunnustaminen", "Osaat jo.", None, (), (), (), (), (), None
                ),
                PathStep(
                    2,
                    "study",
                    "Trukkikortti",
                    "Saat kortin.",
                    OFFER,
                    (),
                    (),
                    (),
                    (Note("place", "Toinen paikka."),),
                    (),
                    None,
                ),
            ),
            months=1.4,
            months_complete=True,
            left=(SkillName("s3", "kantaa vastuuta"),),
            left_requirements=(),
            relaxed=(),
        ),
    ),
    unknown=(),
)


class Backends:
    """Answers as it is told, and remembers what it was asked."""

    def __init__(self, found: Any, plan: Any = PLAN) -> None:
        self.found = found
        self.plan = plan
        self.asked: tuple[str, tuple[str, ...], PathWishes] | None = None

    async def find_occupations(self, text: str, *, limit: int) -> Any:
        """The occupations that a text names."""
        return self.found

    async def paths(self, occupation: str, skills: Sequence[str], *, wishes: PathWishes) -> Any:
        """The plan."""
        self.asked = (occupation, tuple(skills), wishes)
        return self.plan


def ways(root: Path, backends: Backends) -> Ways:
    """What is tested, beside the backends."""
    rules = read_rules(root / "data").path
    return Ways(cast(SkillsClient, backends), cast(GuidanceClient, backends), rules)


def named(score: float) -> tuple[FoundOccupation, ...]:
    """An occupation that was found, so surely."""
    return (FoundOccupation(URI, "varastotyöntekijä", "varastomies", score),)


async def test_the_way_says_what_is_there_what_is_missing_and_the_steps_with_their_grounds(
    root: Path,
) -> None:
    backends = Backends(named(0.9))
    answers = {
        "field": "varastomies",
        "place": "Oulu",
        "study_mode": "online",
        "duration": "6",
        "barriers": "free",
        "language": "some",
        "education_level": "vocational",
    }
    way = await ways(root, backends).to("varastomies", answers, ["s1"], MODES)
    assert way is not None
    assert (way.occupation, way.held, way.missing) == (
        "varastotyöntekijä",
        ["pakata tavaroita"],
        ["ajaa trukkia"],
    )
    assert way.confirmed
    assert (way.law, way.usual, way.left, way.months) == (["trukkikortti"], [], ["kantaa vastuuta"], 1)
    first, second = way.steps
    assert (first.kind, first.key, first.confidence) == ("step", "path:1:recognition:1", "medium")
    assert (second.kind, second.key, second.confidence) == ("course", "course:c1", "low")
    assert second.why == "Saat kortin. Toinen paikka."
    assert (second.source, second.sample, second.place) == ("Opisto", True, "Oulu")
    wishes = PathWishes("Oulu", ["online"], 6.0, "free", "A2", "secondary")
    assert backends.asked == (URI, ("s1",), wishes)


@pytest.mark.parametrize(
    ("answer", "months"),
    [("12", 12.0), ("1,5", 1.5), ("0", None), ("500", None), ("pari vuotta", None), ("²", None)],
)
async def test_only_a_number_of_months_is_a_wish(root: Path, answer: str, months: float | None) -> None:
    backends = Backends(named(1.0))
    await ways(root, backends).to("x", {"duration": answer, "study_mode": "any"}, [], MODES)
    assert backends.asked is not None
    assert (backends.asked[2].months, backends.asked[2].modes) == (months, [])


async def test_a_field_or_an_unsure_name_has_no_way(root: Path) -> None:
    for found in ((), named(0.79)):
        assert await ways(root, Backends(found)).to("hoitoala", {}, [], MODES) is None


async def test_backends_that_are_away_are_no_empty_way(root: Path) -> None:
    for backends in (Backends(AWAY), Backends(named(1.0), AWAY)):
        with pytest.raises(ConnectionError):
            await ways(root, backends).to("varastomies", {}, [], MODES)


def test_answers_mean_to_the_planner_what_they_mean_in_the_dialogue(root: Path) -> None:
    rules, intake = read_rules(root / "data").path, read_intake(root / "data")
    assert rules.finnish == FINNISH
    assert rules.education == {name: level for name, level in EDUCATION.items() if level}
    barriers = intake.question("barriers")
    assert barriers is not None
    assert set(rules.money) <= {one.stored for one in barriers.options}
