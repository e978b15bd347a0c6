"""A profile as JSON for others: plain, with Osaamispolku's names, or of the European Learning Model."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from backends.skills.domain import ESCO, Occupation, Skill

ELM_CONTEXT = "http://data.europa.eu/snb/model/context/edc-ap"
# The profile's context has no names for @id and @type, nor a property for an occupation that one aims at.
_OWN_TERMS = {
    "id": "@id",
    "type": "@type",
    "relatedOccupation": {"@id": "http://purl.org/dc/terms/relation", "@type": "@id"},
}
_SKILL_SCHEME = ESCO + "concept-scheme/skills"
_OCCUPATION_SCHEME = ESCO + "concept-scheme/occupations"


def plain(skills: Sequence[Skill], occupations: Sequence[Occupation]) -> dict[str, Any]:
    """Names and URIs."""
    return {
        "skills": [{"uri": one.uri, "label": one.label} for one in skills],
        "occupations": [{"uri": one.uri, "label": one.label, "isco": one.isco} for one in occupations],
    }


def osaamispolku(skills: Sequence[Skill], occupations: Sequence[Occupation]) -> dict[str, Any]:
    """With the names of Osaamispolku's profile: `osaamiset` are URIs of ESCO."""
    return {
        "osaamiset": [{"uri": one.uri, "nimi": {"fi": one.label}} for one in skills],
        "tavoitteet": [{"uri": one.uri, "nimi": {"fi": one.label}} for one in occupations],
    }


def elm(skills: Sequence[Skill], occupations: Sequence[Occupation]) -> dict[str, Any]:
    """What the person says to know, as a specification of the European Learning Model (version 3, JSON-LD).

    Nobody has assessed it: it is no achievement, which the model lets only an awarding body give.
    """
    return {
        "@context": [ELM_CONTEXT, _OWN_TERMS],
        "type": "LearningAchievementSpecification",
        "title": {"fi": ["Oma osaaminen"]},
        "learningOutcome": [
            {
                "id": uuid.uuid5(uuid.NAMESPACE_URL, one.uri).urn,
                "type": "LearningOutcome",
                "title": {"fi": [one.label]},
                "relatedESCOSkill": [_concept(one.uri, one.label, _SKILL_SCHEME)],
            }
            for one in skills
        ],
        "relatedOccupation": [_concept(one.uri, one.label, _OCCUPATION_SCHEME) for one in occupations],
    }


def _concept(uri: str, label: str, scheme: str) -> dict[str, Any]:
    return {
        "id": uri,
        "type": "Concept",
        "prefLabel": {"fi": [label]},
        "inScheme": {"id": scheme, "type": "ConceptScheme"},
    }
