"""Pages of any size through any answer hold every hit once, in one order."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backends.courses.domain import Kind, Mode
from backends.courses.search.engine import CourseSearch, SearchRequest

WORDS = st.sampled_from(
    ["hitsaus", "hygienia", "kurssi", "lähihoitaja", "suomi", "oulu", "xyzzy", "ensiapukurssi"]
)
REQUESTS = st.builds(
    SearchRequest,
    text=st.lists(WORDS, max_size=3).map(" ".join),
    place=st.sampled_from([None, "Oulu", "Turku"]),
    modes=st.sampled_from([(), (Mode.ONLINE,)]),
    kinds=st.sampled_from([(), (Kind.SHORT,), (Kind.DEGREE,)]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(request=REQUESTS, sizes=st.lists(st.integers(1, 7), min_size=1, max_size=5))
def test_paging_never_skips_and_never_repeats(
    search: CourseSearch, request: SearchRequest, sizes: list[int]
) -> None:
    whole = search.search(_page(request, 500, 0))
    ids = [hit.offer.id for hit in whole.hits]
    assert len(ids) == whole.total == len(set(ids))
    paged: list[str] = []
    turn = 0
    while len(paged) < whole.total:
        page = search.search(_page(request, sizes[turn % len(sizes)], len(paged)))
        assert page.total == whole.total
        assert page.hits
        paged += [hit.offer.id for hit in page.hits]
        turn += 1
    assert paged == ids


def _page(request: SearchRequest, limit: int, offset: int) -> SearchRequest:
    return SearchRequest(
        request.text, request.place, modes=request.modes, kinds=request.kinds, limit=limit, offset=offset
    )
