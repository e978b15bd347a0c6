"""Why a hit is shown, and what was relaxed in an answer: texts made of templates in data/search/why.yml."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from backends.courses.facts import OfferLike
from backends.courses.search.matching import Match
from backends.courses.search.query import How, ParsedQuery
from backends.courses.search.table import Ranked
from backends.courses.search.wishes import Met, PlaceWish, shown_modes, shown_times

_MOST_NAMED = 3


class Explainer:
    """Fills the templates."""

    def __init__(self, texts: Mapping[str, Any]) -> None:
        self._texts = texts

    def hits(
        self,
        query: ParsedQuery,
        hits: Sequence[Ranked],
        kilometres: Callable[[OfferLike], float | None],
        basis: str = "words",
    ) -> list[str]:
        """One to a few sentences about each hit; `basis` is the text for hits that no word led to."""
        said = " ".join(group.said for group in query.groups)
        wanted = self._wanted(query)
        words: dict[int, list[str]] = {}  # by address: hits of one course share their matches
        told = []
        for hit in hits:
            about = "related" if basis == "words" and query.groups and not hit.matches else basis
            if about != "words":
                parts = [self._texts["match"][about].format(words=said, found=hit.offer.name)]
            elif id(hit.matches) in words:
                parts = words[id(hit.matches)]
            else:
                parts = words[id(hit.matches)] = self._matches(hit.matches)
            told.append(" ".join((*parts, *self._wishes(query, hit, wanted, kilometres))))
        return told

    def relaxed(self, query: ParsedQuery, hits: Sequence[Ranked], nothing: bool) -> list[dict[str, str]]:
        """Wishes that none of `hits` meets, each with a sentence: [{"wish", "message"}]."""
        texts = self._texts["relaxed"]
        notes = [{"wish": "text", "message": texts["nothing"]}] if nothing else []
        for wish in _told(query, hits[0].met) if hits else ():
            if any(hit.met[wish] is Met.MET for hit in hits):
                continue
            if wish == "place" and query.wishes.place is not None:
                message = self._relaxed_place(query.wishes.place, hits)
            else:
                message = texts[wish].format(**self._wanted(query))
            notes.append({"wish": wish, "message": message})
        return notes

    def not_preferred(self, prefer: str, certainty: str) -> dict[str, str]:
        """The note that offers are not known to be cheaper, shorter or nearer, or are not."""
        return {"wish": str(prefer), "message": str(self._texts["not_preferred"][prefer][certainty])}

    def _relaxed_place(self, place: PlaceWish, hits: Sequence[Ranked]) -> str:
        """Where the hits are instead: in the region, near, online, elsewhere or nobody knows."""
        texts = self._texts["relaxed_place"]
        if not place.known:
            return str(texts["not_known"]).format(wanted=place.wanted)
        answers = {hit.met["place"] for hit in hits}
        regions = dict.fromkeys(
            name
            for hit in hits
            if hit.met["place"] is Met.REGION
            for name in hit.offer.regions
            if name in place.near_regions
        )
        where = [
            str(texts["where"][answer]).format(regions=", ".join(regions))
            for answer in Met
            if answer in answers and answer in texts["where"]
        ]
        sentences = [texts["uncertain" if Met.REGION in answers else "none"].format(wanted=place.wanted)]
        if where:
            listed = texts["or"].join(part for part in (", ".join(where[:-1]), where[-1]) if part)
            sentences.append(texts["instead"].format(where=listed))
        if Met.UNKNOWN in answers:
            sentences.append(texts["some_unknown" if where else "all_unknown"])
        return " ".join(sentences)

    def names(self, sort: str, values: Sequence[str]) -> str:
        """The Finnish names of ways, times, kinds or costs, joined by commas; "ei tiedossa" for none."""
        known = [self._texts["names"][sort][value] for value in values]
        return ", ".join(known) if known else str(self._texts["names"]["unknown"])

    def _matches(self, matches: Sequence[Match]) -> list[str]:
        texts = self._texts["match"]
        by_kind: dict[str, list[Match]] = {}
        for match in matches:
            kind = "body" if match.field == "body" else str(match.alternative.how)
            by_kind.setdefault(kind, []).append(match)
        sentences = []
        for kind in (How.EXACT, How.SYNONYM, How.SPELLING, How.PART, "body"):
            for said, found in self._named(kind, by_kind.get(kind, [])):
                sentences.append(texts[kind].format(words=said, found=found))
        if not sentences and matches:
            sentences.append(texts["similar"].format(words=", ".join(match.group.said for match in matches)))
        return sentences

    @staticmethod
    def _named(kind: str, matches: Sequence[Match]) -> list[tuple[str, str]]:
        """(said, found) for each sentence: one for all exact words, one for each synonym."""
        shown = [
            (m.group.said, m.alternative.shown) for m in matches if not m.alternative.shown.startswith("_")
        ]
        if kind in (How.SYNONYM, How.SPELLING):
            return shown[:_MOST_NAMED]
        if not shown:
            return []
        said = ", ".join(dict.fromkeys(said for said, _ in shown[:_MOST_NAMED]))
        return [(said, ", ".join(dict.fromkeys(found for _, found in shown[:_MOST_NAMED])))]

    def _wishes(
        self,
        query: ParsedQuery,
        hit: Ranked,
        wanted: Mapping[str, str],
        kilometres: Callable[[OfferLike], float | None],
    ) -> list[str]:
        offer = hit.offer
        sentences = []
        for wish in _told(query, hit.met):
            met = hit.met[wish]
            if wish == "place":
                sentences.append(self._place(query, hit, wanted, kilometres))
                continue
            values = dict(wanted, kind=self.names("kind", [offer.kind]))
            if met is Met.MET and wish == "mode":
                values["modes"] = self.names("mode", shown_modes(offer))
            if met is Met.MET and wish == "time":
                values["times"] = self.names("time", shown_times(offer))
            sentences.append(self._texts[wish][str(met)].format(**values))
        if query.wishes.cost and offer.cost_class in query.wishes.cost:
            sentences.append(self._texts["cost"]["met"])
        return sentences

    def _place(
        self,
        query: ParsedQuery,
        hit: Ranked,
        wanted: Mapping[str, str],
        kilometres: Callable[[OfferLike], float | None],
    ) -> str:
        """How a hit answers to the wish for a place."""
        met, places = hit.met["place"], _places(hit.offer)
        if met is Met.MET and query.wishes.place is not None:
            places = tuple(query.wishes.place.met_places(hit.offer)[:_MOST_NAMED])
        values = dict(wanted, place=", ".join(places))
        away = kilometres(hit.offer) if met is Met.NEAR else None
        if away is None:
            return str(self._texts["place"][str(met)]).format(**values)
        return str(self._texts["place"]["near_km"]).format(**values, km=round(away))

    def _wanted(self, query: ParsedQuery) -> dict[str, str]:
        wishes = query.wishes
        return {
            "wanted": wishes.place.wanted if wishes.place else "",
            "modes": self.names("mode", sorted(wishes.mode)),
            "times": self.names("time", sorted(wishes.time)),
        }


def _told(query: ParsedQuery, met: Mapping[str, Met]) -> list[str]:
    """The wishes to speak of: the evening is a way and a time of study, but one wish to the person."""
    same = query.wishes.time == {"evening"} and "evening" in query.wishes.mode
    return [wish for wish in met if not (same and wish == "time")]


def _places(offer: OfferLike) -> tuple[str, ...]:
    return (*offer.municipalities[:_MOST_NAMED], *offer.regions[:_MOST_NAMED])[: _MOST_NAMED + 1]
