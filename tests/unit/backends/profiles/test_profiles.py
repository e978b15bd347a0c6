"""Profiles of other services: what is taken out of them, what never is, and what goes out."""

from __future__ import annotations

import json
import uuid
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient
from jsonschema import Draft202012Validator

from backends.app import make_app
from backends.courses.search.engine import CourseSearch
from backends.profiles.reading import MOST_TEXTS, Format, read_profile
from backends.skills.embedded import Skills
from tests.support.esco import OCC, SKILL
from tests.support.skills import skills

__all__ = ["skills"]

Client = TestClient[web.Request, web.Application]
EUROPASS = {
    "SkillsPassport": {
        "LearnerInfo": {
            "Identification": {
                "PersonName": {"FirstName": "Aino", "Surname": "Esimerkki"},
                "ContactInfo": {"Address": {"Contact": {"AddressLine": "Kotikatu 1"}}},
            },
            "WorkExperience": [
                {
                    "Position": {"Label": "apulainen"},
                    "Activities": "Keitin ruokaa porukalle. Tunnus 131052-308T.",
                    "Employer": {"Name": "Lounas Oy"},
                }
            ],
            "Skills": {"JobRelated": {"Description": "paistoin pihvejä"}},
        }
    }
}
OSAAMISPOLKU = {
    "etunimi": "Aino",
    "osaamiset": [{"osaaminen": {"uri": SKILL + "ruoka", "nimi": {"fi": "valmistaa ruokia"}}}],
    "tyopaikat": [{"nimi": {"fi": "Kahvila"}, "toimenkuvat": [{"osaamiset": [SKILL + "ei-ole"]}]}],
    "suosikit": [OCC + "kokki"],
}


@pytest.fixture
async def client(
    search: CourseSearch, skills: Skills, aiohttp_client: Callable[..., Awaitable[Client]]
) -> Client:
    return await aiohttp_client(make_app(search, {}, skills=skills))


async def _posted(client: Client, path: str, body: Any) -> Any:
    answered = await client.post(path, json=body)
    assert answered.status == 200
    found = await answered.json()
    document = await (await client.get("/openapi.json")).json()
    schema = document["paths"][path]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": document["components"]}).validate(found)
    return found


async def test_work_told_in_a_europass_is_mapped_and_nothing_personal_comes_back(client: Client) -> None:
    found = await _posted(client, "/v1/profiles/read", {"profile": EUROPASS})
    assert found["format"] == "europass"
    assert found["suggestedOccupations"][0]["label"] == "kokki"
    told = json.dumps(found)
    assert not any(secret in told for secret in ("Aino", "Esimerkki", "Kotikatu", "Lounas Oy", "131052"))


async def test_named_skills_of_osaamispolku_are_taken_and_unknown_ones_told(client: Client) -> None:
    found = await _posted(client, "/v1/profiles/read", {"profile": OSAAMISPOLKU})
    assert found["format"] == "osaamispolku"
    assert [one["uri"] for one in found["skills"]] == [SKILL + "ruoka"]
    assert [one["uri"] for one in found["occupations"]] == [OCC + "kokki"]
    assert found["unknown"] == [SKILL + "ei-ole"]
    suggested = (*found["suggestedSkills"], *found["suggestedOccupations"])
    assert not {one["uri"] for one in suggested} & {SKILL + "ruoka", OCC + "kokki"}


@pytest.mark.parametrize("target", ["plain", "osaamispolku", "elm"])
async def test_what_goes_out_comes_back_in(client: Client, target: str) -> None:
    body = {"skills": [SKILL + "ruoka", "x"], "occupations": [OCC + "kokki"], "target": target}
    written = await _posted(client, "/v1/profiles/write", body)
    assert written["unknown"] == ["x"]
    read = await _posted(client, "/v1/profiles/read", {"profile": written["profile"]})
    assert [one["uri"] for one in read["skills"]] == [SKILL + "ruoka"]
    assert [one["uri"] for one in read["occupations"]] == [OCC + "kokki"]


@pytest.mark.parametrize("body", [{}, {"profile": []}, {"profile": "x"}, {"profile": {}, "muu": 1}, []])
async def test_what_is_no_profile_is_a_problem(client: Client, body: Any) -> None:
    answered = await client.post("/v1/profiles/read", json=body)
    assert answered.status == 400
    assert answered.content_type == "application/problem+json"


async def test_a_deep_or_broken_profile_is_a_problem_and_never_a_fault(client: Client) -> None:
    for content in ('{"profile": ' + '{"a":' * 5_000 + "1" + "}" * 5_001, '{"profile": {"a": '):
        answered = await client.post(
            "/v1/profiles/read", data=content, headers={"Content-Type": "application/json"}
        )
        assert answered.status == 400


def test_a_huge_profile_is_read_in_part() -> None:
    content = {"toimenkuvat": [{"kuvaus": f"tein työtä {number}"} for number in range(100_000)]}
    found = read_profile(content)
    assert found.format is Format.OTHER
    assert len(found.texts) == MOST_TEXTS


async def test_elm_names_only_what_its_contexts_define_and_titles_every_part(client: Client) -> None:
    """The names are those of the profile's context (edc-ap, version 3) that the export was checked with."""
    body = {"skills": [SKILL + "ruoka"], "occupations": [OCC + "kokki"], "target": "elm"}
    profile = (await _posted(client, "/v1/profiles/write", body))["profile"]
    context, own = profile.pop("@context")
    assert context == "http://data.europa.eu/snb/model/context/edc-ap"
    assert (own["id"], own["type"]) == ("@id", "@type")
    nodes = list(_nodes(profile))
    defined = {"title", "learningOutcome", "relatedESCOSkill", "prefLabel", "inScheme", "fi"}
    assert {name for node in nodes for name in node} <= defined | set(own)
    by_type = {node["type"]: node for node in nodes if "type" in node}
    assert by_type["LearningAchievementSpecification"]["title"]["fi"]
    assert by_type["LearningOutcome"]["title"] == {"fi": ["valmistaa ruokia"]}
    assert uuid.UUID(by_type["LearningOutcome"]["id"]).urn == by_type["LearningOutcome"]["id"]
    (concept,) = by_type["LearningOutcome"]["relatedESCOSkill"]
    assert (concept["id"], concept["type"]) == (SKILL + "ruoka", "Concept")
    assert "relatedOccupation" in own
    assert profile["relatedOccupation"][0]["id"] == OCC + "kokki"


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nodes(inner)
