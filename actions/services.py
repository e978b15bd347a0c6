"""What the skills need from outside: the intake and the clients of the backends, made once a process."""

from dataclasses import dataclass
from functools import cache

from actions.intake.model import Intake, load_intake
from actions.settings import ActionsSettings
from backends.client.courses import CoursesClient
from backends.client.facts import FactsClient
from backends.client.guidance import GuidanceClient
from backends.client.skills import SkillsClient


@dataclass(frozen=True, slots=True)
class Services:
    """Handed to every skill."""

    intake: Intake
    courses: CoursesClient
    facts: FactsClient
    skills: SkillsClient
    guidance: GuidanceClient
    human_desk: bool = False  # whether counsellors answer in this service's own conversations


@cache
def shared_services() -> Services:
    """The process's services, made at first use inside the running event loop."""
    settings = ActionsSettings()
    return Services(
        intake=load_intake(settings.data / "intake" / "adult.yml"),
        courses=CoursesClient(settings.backends_base_url),
        facts=FactsClient(settings.backends_base_url),
        skills=SkillsClient(settings.backends_base_url),
        guidance=GuidanceClient(settings.backends_base_url),
        human_desk=settings.human_desk,
    )
