"""The typed client of the course search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from backends.client.transport import (
    TOTAL_SECONDS,
    Answer,
    BackendUnavailable,
    Failure,
    Parameters,
    Transport,
)

__all__ = [
    "BackendUnavailable",
    "Course",
    "CourseMissing",
    "CoursesClient",
    "CoursesFound",
    "Failure",
    "RelaxedWish",
]

_OK = 200
_MISSING = 404
_EMPTY_QUERY = "urn:suunta:problem:empty-query"


@dataclass(frozen=True, slots=True)
class Course:
    """A hit as a learner may be shown it.

    `relaxed` names the wishes (place, mode, kind, time) it does not meet; `place_match` says whether it is in
    the wanted place (met), perhaps in its region (region), near, online or other. `elements` are label and
    value of the eleven elements that the EU asks of a small competence unit; empty for other courses.
    `languages` are codes of the teaching languages.
    """

    id: str
    name: str
    provider: str | None
    places: tuple[str, ...]
    modes: tuple[str, ...]
    times: tuple[str, ...]
    kind: str
    description: str
    url: str | None
    cost_class: str | None
    extent: str | None
    sample: bool
    score: float
    why: str
    relaxed: tuple[str, ...]
    place_match: str | None = None
    elements: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelaxedWish:
    """A wish that no hit of the answer meets ("text": no word led anywhere), with a sentence for the
    learner.
    """

    wish: str
    message: str


@dataclass(frozen=True, slots=True)
class CoursesFound:
    """Hits, best first. Empty only if the query said nothing at all; `matched`: its words led to the hits."""

    items: tuple[Course, ...] = ()
    relaxed: tuple[RelaxedWish, ...] = ()
    total: int = 0
    matched: bool = False


@dataclass(frozen=True, slots=True)
class CourseMissing:
    """There is no course with that id."""

    id: str


class CoursesClient:
    """Asks the backends at `base_url`; a whole call takes at most `total_seconds`."""

    def __init__(self, base_url: str, total_seconds: float = TOTAL_SECONDS) -> None:
        self._transport = Transport(base_url, total_seconds)

    async def search(
        self,
        text: str = "",
        *,
        place: str | None = None,
        field: str | None = None,
        occupation: str | None = None,
        modes: Iterable[str] = (),
        kinds: Iterable[str] = (),
        times: Iterable[str] = (),
        limit: int = 3,
        offset: int = 0,
    ) -> CoursesFound | BackendUnavailable:
        """Courses for a person's own words and wishes, the first three of them different ones.

        Overlong words are cut to what the backend takes.
        """
        parameters = [("limit", str(limit)), ("offset", str(offset)), ("first", "different")]
        texts = (("q", text[:1_000]), ("place", place), ("field", field), ("occupation", occupation))
        parameters += [
            (name, value[:1_000] if name == "q" else value[:100]) for name, value in texts if value
        ]
        for name, values in (("mode", modes), ("kind", kinds), ("time", times)):
            parameters += [(name, value) for value in values]
        return await self._courses("/v1/courses", parameters)

    async def similar(
        self, course_id: str, *, place: str | None = None, prefer: str | None = None, limit: int = 3
    ) -> CoursesFound | CourseMissing | BackendUnavailable:
        """Courses like one that was shown; `prefer` them cheaper, shorter, or nearer (to `place`)."""
        parameters = [("limit", str(limit)), *([("place", place[:100])] if place else [])]
        parameters += [("prefer", prefer)] if prefer else []
        answer = await self._transport.get(f"/v1/courses/{quote(course_id, safe='')}/similar", parameters)
        if isinstance(answer, Answer) and answer.status == _MISSING:
            return CourseMissing(course_id)
        return _found(answer)

    async def compare(self, course_ids: Sequence[str]) -> dict[str, Any] | CourseMissing | BackendUnavailable:
        """Two to four courses side by side, as /v1/courses/compare answers."""
        answer = await self._transport.get("/v1/courses/compare", [("id", one) for one in course_ids])
        if isinstance(answer, BackendUnavailable):
            return answer
        if answer.status == _MISSING:
            return CourseMissing(", ".join(course_ids))
        if answer.status != _OK or not isinstance(answer.body, dict):
            return BackendUnavailable(Failure.REFUSED, str(answer.status))
        return answer.body

    async def course(self, course_id: str) -> dict[str, Any] | CourseMissing | BackendUnavailable:
        """Everything that is known of one course, as /v1/courses/{id} answers it."""
        answer = await self._transport.get(f"/v1/courses/{quote(course_id, safe='')}")
        if isinstance(answer, BackendUnavailable):
            return answer
        if answer.status == _MISSING:
            return CourseMissing(course_id)
        if answer.status != _OK or not isinstance(answer.body, dict):
            return BackendUnavailable(Failure.UNREADABLE, str(answer.status))
        return answer.body

    async def close(self) -> None:
        """Closes the connections."""
        await self._transport.close()

    async def _courses(self, path: str, parameters: Parameters) -> CoursesFound | BackendUnavailable:
        return _found(await self._transport.get(path, parameters))


def _found(answer: Answer | BackendUnavailable) -> CoursesFound | BackendUnavailable:
    if isinstance(answer, BackendUnavailable):
        return answer
    try:
        if answer.status == _OK:
            return _parsed(answer.body)
        if answer.body["type"] == _EMPTY_QUERY:
            return CoursesFound()
    except (KeyError, TypeError, ValueError) as error:
        return BackendUnavailable(Failure.UNREADABLE, repr(error))
    return BackendUnavailable(Failure.REFUSED, str(answer.body.get("detail_en")))


def _parsed(body: dict[str, Any]) -> CoursesFound:
    return CoursesFound(
        items=tuple(_course(item) for item in body["items"]),
        relaxed=tuple(RelaxedWish(note["wish"], note["message"]) for note in body["relaxed"]),
        total=int(body["total"]),
        matched=bool(body["matched"]),
    )


def _course(item: dict[str, Any]) -> Course:
    extent = item["extent"]
    return Course(
        id=item["id"],
        name=item["name"],
        provider=item["provider"],
        places=tuple(item["places"]),
        modes=tuple(item["modes"]),
        times=tuple(item["times"]),
        kind=item["kind"],
        description=item["description"],
        url=item["url"],
        cost_class=item["cost_class"],
        extent=f"{extent['amount']:g} {extent['unit']}" if extent else None,
        sample=bool(item["sample"]),
        score=float(item["score"]),
        why=item["why"],
        relaxed=tuple(item["relaxed"]),
        place_match=item.get("place_match"),
        elements=tuple((one["label"], one["value"]) for one in item.get("elements", ())),
        languages=tuple(item.get("languages", ())),
    )
