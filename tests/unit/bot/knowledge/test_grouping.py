"""What was not answered is shown in groups of five or more, whatever people write."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from bot.impact.groups import LEAST
from bot.knowledge.grouping import Turn, at_least, conversations_by_kind, meanings, word_groups
from bot.knowledge.questions import empty_words
from bot.settings import GatewaySettings

WORDS = st.sets(st.sampled_from(["laina", "koira", "vero", "asunto", "olla"]), max_size=4)
TURNS = st.lists(
    st.builds(
        Turn,
        conversation=st.integers(0, 9).map(str),
        kind=st.sampled_from(["not_understood", "unsure"]),
        intent=st.sampled_from([None, "ask_cost", "inform"]),
        confidence=st.floats(0, 1),
        words=WORDS.map(sorted),
    ),
    max_size=60,
)


def turn(conversation: int, *words: str, intent: str | None = None) -> Turn:
    """A turn that was not understood."""
    return Turn(str(conversation), "not_understood", intent, 0.4, words)


@given(TURNS)
def test_no_word_pair_meaning_or_count_of_fewer_than_five_conversations_is_shown(turns: list[Turn]) -> None:
    has, meant, kinds = defaultdict(set), defaultdict(set), defaultdict(set)
    for one in turns:
        kinds[one.kind].add(one.conversation)
        if one.intent:
            meant[one.intent].add(one.conversation)
        for word in one.words:
            has[word].add(one.conversation)
    for group in word_groups(turns, {"olla"}):
        assert group.word != "olla"
        assert LEAST <= group.count <= len(has[group.word])
        assert group.count % LEAST == 0
        for other in group.beside:
            both = {one.conversation for one in turns if {group.word, other} <= set(one.words)}
            assert len(both) >= LEAST
    for meaning in meanings(turns):
        assert LEAST <= meaning.count <= len(meant[meaning.intent])
        assert 0 <= meaning.confidence <= 1
        for word in meaning.words:
            said = {one.conversation for one in turns if one.intent == meaning.intent and word in one.words}
            assert len(said) >= LEAST
    for kind, count in conversations_by_kind(turns).items():
        assert count == at_least(len(kinds[kind]))


def test_one_person_who_asks_often_makes_no_group() -> None:
    assert word_groups([turn(1, "laina") for _ in range(50)]) == []
    assert meanings([turn(1, intent="ask_cost") for _ in range(50)]) == []


def test_the_most_frequent_comes_first_with_what_stands_beside_it() -> None:
    turns = [turn(at, "laina", "asunto", "pankki") for at in range(6)]
    turns += [turn(at, "laina", "koira") for at in range(6, 11)]
    turns += [turn(20, "laina", "salaisuus")]
    first, *others = word_groups(turns)
    assert (first.word, first.count, first.beside) == ("laina", 10, ["asunto", "pankki", "koira"])
    assert [one.word for one in others] == ["asunto", "pankki", "koira"]


def test_a_meaning_says_with_which_words_people_came() -> None:
    turns = [turn(at, "hinta", "olla", intent="ask_cost") for at in range(6)]
    turns += [turn(at, "salaisuus", intent="ask_cost") for at in range(2)]
    assert [one.words for one in meanings(turns, {"olla"})] == [["hinta"]]


def test_words_of_different_messages_are_not_together() -> None:
    turns = [turn(at, word) for at in range(6) for word in ("laina", "koira")]
    assert [one.beside for one in word_groups(turns)] == [[], []]


def test_words_that_say_nothing_are_a_list() -> None:
    assert {"olla", "voida"} <= empty_words(GatewaySettings().data)
