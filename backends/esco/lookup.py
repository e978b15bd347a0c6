"""Searches and describes concepts as the ESCO web service does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from backends.skills.domain import ESCO, Occupation, Skill, SkillType, Taxonomy
from backends.skills.guide import OccupationGuide

type Concept = Occupation | Skill
type Hal = dict[str, Any]
_MODEL = "http://data.europa.eu/esco/model#"
_TYPES: Mapping[SkillType, str] = {
    SkillType.SKILL: ESCO + "skill-type/skill",
    SkillType.KNOWLEDGE: ESCO + "skill-type/knowledge",
}
RELATIONS = ("hasEssentialSkill", "hasOptionalSkill", "isEssentialForOccupation", "isOptionalForOccupation")


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    lower: str
    concept: Concept
    official: bool


class EscoLookup:
    """Concepts of one taxonomy by name and URI; shared between threads."""

    def __init__(self, taxonomy: Taxonomy, guide: OccupationGuide) -> None:
        self._guide = guide
        self._groups = dict(taxonomy.groups)
        self._concepts: dict[str, Concept] = {one.uri: one for one in taxonomy.occupations}
        self._concepts |= {one.uri: one for one in taxonomy.skills}
        self._all_names = tuple(self._names())
        self._needed: dict[str, tuple[list[Occupation], list[Occupation]]] = {}
        by_uri = {one.uri: one for one in taxonomy.occupations}
        for relation in taxonomy.relations:
            held = self._needed.setdefault(relation.skill, ([], []))
            held[0 if relation.essential else 1].append(by_uri[relation.occupation])

    def get(self, uri: str) -> Concept | None:
        """The concept; None for an unknown URI."""
        return self._concepts.get(uri)

    def search(self, text: str, types: Sequence[str], others: bool = True) -> list[tuple[Concept, str]]:
        """Concepts with a name that holds all the words: whole names, then beginnings; short ones first.

        `others` asks for names beside the official ones.
        """
        words = text.lower().split()
        best: dict[str, tuple[tuple[int, int, str], Concept, str]] = {}
        for name in self._all_names:
            lower = name.lower
            if not words or not all(word in lower for word in words):
                continue
            if (types and _kind(name.concept) not in types) or not (others or name.official):
                continue
            whole = 0 if lower == " ".join(words) else 1 if lower.startswith(words[0]) else 2
            rank = (whole * 2 + (not name.official), len(lower), lower)
            if name.concept.uri not in best or rank < best[name.concept.uri][0]:
                best[name.concept.uri] = (rank, name.concept, name.text)
        return [(concept, hit) for _, concept, hit in sorted(best.values(), key=lambda one: one[0])]

    def result(self, concept: Concept, hit: str) -> Hal:
        """A hit of a search."""
        told = self._told(concept)
        told["searchHit"] = hit
        told["_links"] = {"self": link(concept)}
        return told

    def resource(self, concept: Concept) -> Hal:
        """A concept in full with its relations; a relation without members is there and empty."""
        told = self._told(concept)
        told["alternativeLabel"] = {"fi": list(concept.alternatives)}
        told["status"] = "released"
        links: Hal = {"self": link(concept)}
        if isinstance(concept, Occupation):
            told["code"] = concept.code
            if concept.description:
                told["description"] = {"fi": {"literal": concept.description, "mimetype": "plain/text"}}
            links["broaderIscoGroup"] = self._group(concept)
        for name in _relations_of(concept):
            links[name] = [link(other) for other in self.related(concept, name)]
        told["_links"] = links
        return told

    def related(self, concept: Concept, relation: str) -> Sequence[Concept]:
        """The members of one of RELATIONS; none where it does not apply."""
        if relation not in _relations_of(concept):
            return ()
        if isinstance(concept, Skill):
            essential, optional = self._needed.get(concept.uri, ([], []))
            return essential if relation == "isEssentialForOccupation" else optional
        info = self._guide.occupation(concept.uri)
        if info is None:
            return ()
        return info.essential if relation == "hasEssentialSkill" else info.optional

    def _names(self) -> Iterator[_Name]:
        for concept in self._concepts.values():
            yield _Name(concept.label, concept.label.lower(), concept, official=True)
            for name in concept.alternatives:
                yield _Name(name, name.lower(), concept, official=False)

    def _group(self, occupation: Occupation) -> list[Hal]:
        code = occupation.isco
        if code is None:
            return []
        return [{"uri": f"{ESCO}isco/C{code}", "code": code, "title": self._groups.get(code, code)}]

    def _told(self, concept: Concept) -> Hal:
        kind = _kind(concept)
        told: Hal = {
            "className": kind.capitalize(),
            "classId": _MODEL + kind.capitalize(),
            "uri": concept.uri,
            "title": concept.label,
            "preferredLabel": {"fi": concept.label},
            "isInScheme": [f"{ESCO}concept-scheme/{kind}s"],
        }
        if isinstance(concept, Skill) and concept.type:
            told["hasSkillType"] = [_TYPES[concept.type]]
        return told


def link(concept: Concept) -> Hal:
    """A link to a concept."""
    found: Hal = {
        "href": f"/esco/api/resource/{_kind(concept)}?uri={quote(concept.uri, safe='')}&language=fi",
        "uri": concept.uri,
        "title": concept.label,
    }
    if isinstance(concept, Skill) and concept.type:
        found["skillType"] = _TYPES[concept.type]
    return found


def _kind(concept: Concept) -> str:
    return "occupation" if isinstance(concept, Occupation) else "skill"


def _relations_of(concept: Concept) -> Iterable[str]:
    return RELATIONS[:2] if isinstance(concept, Occupation) else RELATIONS[2:]
