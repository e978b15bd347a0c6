"""HTTP of profiles: /v1/profiles/read and /v1/profiles/write. Nothing of them is kept or logged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aiohttp import web

from backends.answers import answer
from backends.bodies import read_body
from backends.profiles.models import ExportBody, ProfileBody, ProfileRead, ProfileWritten, Target
from backends.profiles.reading import read_profile
from backends.profiles.writing import elm, osaamispolku, plain
from backends.skills.domain import Occupation, Skill
from backends.skills.embedded import Skills
from backends.skills.http import run
from backends.skills.matching.mapper import MapRequest
from backends.skills.models import LONGEST_TEXT, MapAnswer, OccupationItem, SkillItem
from privacy.masking import mask

_WRITERS: Mapping[Target, Callable[[Sequence[Skill], Sequence[Occupation]], dict[str, Any]]] = {
    Target.PLAIN: plain,
    Target.OSAAMISPOLKU: osaamispolku,
    Target.ELM: elm,
}


def add_routes(app: web.Application) -> None:
    """Adds the routes; they answer 503 while `app` holds no SKILLS."""
    app.router.add_post("/v1/profiles/read", read)
    app.router.add_post("/v1/profiles/write", write)


async def read(request: web.Request) -> web.Response:
    """What a profile of another service holds, in our names. Personal data in its texts is masked first."""
    body = await read_body(request, ProfileBody)
    return answer(request, await run(request, lambda skills: _read(skills, body.profile)))


async def write(request: web.Request) -> web.Response:
    """The person's own data in another service's names."""
    body = await read_body(request, ExportBody)
    return answer(request, await run(request, lambda skills: _written(skills, body)))


def _read(skills: Skills, content: Mapping[str, Any]) -> ProfileRead:
    profile = read_profile(content)
    named, occupations, unknown = _known(skills, profile.skills, profile.occupations)
    told = mask(". ".join(profile.texts)[:LONGEST_TEXT]).text
    found = MapAnswer.of(
        skills.mapper.map(MapRequest(told, rejected=(*profile.skills, *profile.occupations)))
    )
    return ProfileRead(
        format=profile.format,
        skills=[SkillItem.of(one) for one in named],
        occupations=[OccupationItem.of(one) for one in occupations],
        unknown=unknown,
        suggestedSkills=found.skills,
        suggestedOccupations=found.occupations,
    )


def _written(skills: Skills, body: ExportBody) -> ProfileWritten:
    named, occupations, unknown = _known(skills, body.skills, body.occupations)
    return ProfileWritten(
        target=body.target, profile=_WRITERS[body.target](named, occupations), unknown=unknown
    )


def _known(
    skills: Skills, skill_uris: Sequence[str], occupation_uris: Sequence[str]
) -> tuple[list[Skill], list[Occupation], list[str]]:
    named = {uri: skills.guide.skill(uri) for uri in skill_uris}
    occupations = {uri: skills.guide.occupation(uri) for uri in occupation_uris}
    unknown = [uri for uri, found in (*named.items(), *occupations.items()) if found is None]
    return (
        [one for one in named.values() if one],
        [one.occupation for one in occupations.values() if one],
        unknown,
    )
