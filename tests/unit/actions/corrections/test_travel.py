"""How one gets somewhere and what one has is no subject; what one would drive or study is."""

import pytest

from actions.corrections.travel import tells_of_oneself, tells_of_travel


@pytest.mark.parametrize(
    "clause",
    ["sinne menee lähijuna", "bussilla pääsen hyvin", "linja-auto kulkee ohi", "kimppakyydillä kuljen",
     "sieltä tulloo juna kotia", "onnikka vie perille"],
)  # fmt: skip
def test_the_way_to_a_place_is_told(clause: str) -> None:
    assert tells_of_travel(clause)
    assert tells_of_oneself(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "haluaisin ajaa bussia",
        "voisin ajaa rekkaa",
        "junan kuljettaja",
        "autot kiinnostaa",
        "sittenkin autoala",
    ],
)
def test_what_one_would_do_is_no_way_to_a_place(clause: str) -> None:
    assert not tells_of_oneself(clause)


def test_what_one_has_is_told_of_oneself() -> None:
    assert tells_of_oneself("mulla on kaksi koiraa")
    assert not tells_of_oneself("mua kiinnostaisi koirat")
    assert not tells_of_travel("mulla on kaksi koiraa")
