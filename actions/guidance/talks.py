"""The talks by name."""

from actions.guidance.interest_talk import InterestTalk
from actions.guidance.mapping_talk import MappingTalk
from actions.guidance.occupation_talk import OccupationTalk
from actions.guidance.talk import Talk

TALKS: dict[str, Talk] = {talk.name: talk for talk in (InterestTalk(), MappingTalk(), OccupationTalk())}
