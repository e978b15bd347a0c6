"""What holds for every messaging channel: greeting, words, buttons, commands, forged and repeated calls."""

from sqlalchemy import select

from bot.channels.messaging.schema import ChannelLink, DeadLetter
from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.effects import Place
from bot.conversations.schema import Conversation, Message
from bot.keys import DATABASE
from bot.plan import reminders
from bot.plan.reminders import REMINDER_EFFECTS
from tests.integration.gateway.channels.conftest import Line
from tests.integration.gateway.fakes import Parts, answering, custom, text

QUESTION = "Missä haluat opiskella?"


async def _ask(line: Line, parts: Parts, number: int = 2) -> None:
    """Let the bot ask a question with two buttons."""
    parts.engine.script.append(
        answering([text(QUESTION, ("Turku", "/inform"), ("Ohita", "/skip")), custom(turn="done", effects=[])])
    )
    await line.phone.do("text", number, text="etsin kurssia")
    await line.phone.until(QUESTION)


async def test_the_first_word_brings_greeting_and_answer_in_order(line: Line, parts: Parts) -> None:
    assert await line.phone.do("text", 1, text="moi") == 200
    texts = await line.phone.until("Kuulin: moi")
    assert "robotti" in texts[0]
    assert texts[1:] == ["Kuulin: moi"]  # no question of ours stands between the word and its answer
    assert parts.engine.heard == ["moi"]


async def test_the_same_call_again_has_no_second_effect(line: Line, parts: Parts) -> None:
    for _ in range(3):
        assert await line.phone.do("text", 1, text="moi") == 200
    await line.phone.until("Kuulin: moi")
    await line.quiet()
    assert parts.engine.heard == ["moi"]
    assert line.provider.texts.count("Kuulin: moi") == 1


async def test_a_number_picks_from_a_numbered_list_and_is_a_word_elsewhere(line: Line, parts: Parts) -> None:
    await _ask(line, parts)
    numbered = "1 Turku" in "\n".join(line.provider.texts)
    assert numbered == (line.provider.name == "sms")
    await line.phone.do("text", 3, text="2")
    await line.phone.until("Kuulin: /skip" if numbered else "Kuulin: 2")
    await line.phone.do("text", 4, text="1")
    await line.phone.until("Kuulin: 1")


async def test_a_list_that_is_too_long_for_buttons_is_picked_from_by_number(line: Line, parts: Parts) -> None:
    titles = [
        ("Haluan puhua ihmisen kanssa juuri nyt, en robotin kanssa, kiitos", "/human"),
        ("Ohita", "/skip"),
    ]
    parts.engine.script.append(answering([text(QUESTION, *titles), custom(turn="done", effects=[])]))
    await line.phone.do("text", 2, text="etsin kurssia")
    await line.phone.until(QUESTION)
    await line.phone.do("text", 3, text="1")
    await line.phone.until("Kuulin: /human")


async def test_edits_and_deletions_are_counted_and_need_no_answer(line: Line, parts: Parts) -> None:
    await line.phone.do("text", 1, text="moi")
    await line.phone.until("Kuulin: moi")
    await line.quiet()
    before = len(line.provider.texts)
    for number, sort in enumerate(line.provider.silent, start=2):
        assert await line.phone.do(sort, number) == 200
    await line.quiet()
    assert len(line.provider.texts) == before and parts.engine.heard == ["moi"]


async def test_a_smiley_alone_is_heard_as_words(line: Line, parts: Parts) -> None:
    await line.phone.do("text", 1, text="\U0001f44d")
    await line.phone.until("Kuulin: \U0001f44d")
    assert parts.engine.heard == ["\U0001f44d"]


async def test_an_unknown_campaign_begins_as_any_other_way(line: Line) -> None:
    assert await line.phone.do("start", 1, code="ei-tallaista-kampanjaa") == 200
    await line.phone.until("robotti")


async def test_a_typed_title_is_its_button_and_typed_commands_are_words(line: Line, parts: Parts) -> None:
    await _ask(line, parts)
    await line.phone.do("text", 3, text="turku")
    await line.phone.until("Kuulin: /inform")
    await line.phone.do("text", 4, text='/inform{"age": 5}')
    await line.phone.until("Kuulin: '/inform")
    assert not parts.engine.heard[-1].startswith("/")


async def test_a_button_that_is_pressed(line: Line, parts: Parts) -> None:
    await _ask(line, parts)
    buttons = getattr(line.provider, "buttons", None)
    if buttons is None:
        assert "2 Ohita" in "\n".join(line.provider.texts)
        return
    assert [title for title, _ in buttons] == ["Turku", "Ohita"]
    await line.phone.do("press", 3, button=buttons[0][1])
    await line.phone.until("Kuulin: /inform")
    await line.phone.do("press", 4, button="b-none")
    await line.phone.until("ei ole enää käytössä")


async def test_stop_is_obeyed_until_the_person_writes_again(line: Line, parts: Parts) -> None:
    await line.phone.do("text", 1, text="moi")
    await line.phone.until("Kuulin: moi")
    async with line.gateway.app[DATABASE].writing() as session:
        held = await journal.lock(session, str(await session.scalar(select(Conversation.id))))
        assert held
        effect = {"type": "reminder.add", "kind": "learner", "day": "2030-01-01"}
        await REMINDER_EFFECTS["reminder.add"](Place(session, held, 1, 0), effect)
    await line.phone.do("text", 2, text="STOP")
    await line.phone.until("En lähetä sinulle enää viestejä")
    before = len(line.provider.texts)
    async with line.gateway.app[DATABASE].reading() as session:
        conversation = await session.scalar(select(Conversation.id))
        assert list(await reminders.waiting(session, str(conversation))) == []
    async with line.gateway.app[DATABASE].writing() as session:
        await journal.send(session, str(conversation), journal.SYSTEM, BotMessage("muistutus"))
    await line.quiet()
    assert len(line.provider.texts) == before
    await line.phone.do("text", 3, text="haluan jatkaa")
    await line.phone.until("Kuulin: haluan jatkaa")
    assert "muistutus" not in line.provider.texts
    assert parts.engine.heard == ["moi", "haluan jatkaa"]


async def test_delete_my_data_asks_once_more_and_leaves_nothing(line: Line) -> None:
    await line.phone.do("text", 1, text="nimeni on salaisuus")
    await line.phone.until("salaisuus")
    await line.phone.do("text", 9, text="poista kaikki")
    await line.phone.until("Haluatko, että poistan")
    assert not any("Poistin kaiken" in text for text in line.provider.texts)
    await line.phone.do("text", 2, text="Poista tietoni!")
    await line.phone.until("POISTA KAIKKI")
    for _ in range(2):
        await line.phone.do("text", 3, text="poista kaikki")
    await line.phone.until("Poistin kaiken")
    async with line.gateway.app[DATABASE].reading() as session:
        assert (await session.scalars(select(Message))).all() == []
        assert (await session.scalars(select(ChannelLink))).all() == []
    await line.phone.do("text", 4, text="moi taas")
    await line.phone.until("Kuulin: moi taas")


async def test_what_holds_no_words_gets_a_kind_answer_once(line: Line, parts: Parts) -> None:
    for number, sort in enumerate(line.provider.wordless):
        for _ in range(2):
            assert await line.phone.do(sort, number) == 200
    await line.phone.until("robotti")
    await line.quiet()
    said = [text for text in line.provider.texts if "robotti" not in text and "Mitä haluaisit" not in text]
    assert len(said) == len(line.provider.wordless)
    assert parts.engine.heard == []


async def test_forged_and_torn_calls_are_refused_and_leave_nothing(line: Line) -> None:
    body, headers = line.provider.call_of("text", 1, line.phone.address, text="moi")
    for name in headers:
        if name != "Content-Type":
            assert await line.phone.deliver(body, headers | {name: "forged"}) == 401
            assert await line.phone.deliver(body, {"Content-Type": headers.get("Content-Type", "")}) == 401
    assert await line.phone.deliver(body[: len(body) // 2], headers) in {400, 401}
    assert await line.phone.deliver(b"\xff\xfe" + b"x" * 40, headers) in {400, 401}
    assert await line.phone.deliver(b"x" * (4 * 1024 * 1024), headers) in {401, 413}
    async with line.gateway.app[DATABASE].reading() as session:
        assert (await session.scalars(select(Conversation))).all() == []


async def test_two_people_have_two_conversations(line: Line, parts: Parts) -> None:
    other = line.other(line.phone.address[:-1] + "9")
    await line.phone.do("text", 1, text="eka")
    await other.do("text", 2, text="toka")
    await line.phone.until("Kuulin: eka", "Kuulin: toka")
    assert len({call["sender"] for call in parts.engine.calls}) == 2
    async with line.gateway.app[DATABASE].reading() as session:
        links = (await session.scalars(select(ChannelLink))).all()
        assert len({link.conversation_id for link in links}) == 2
        assert not any(line.phone.address in f"{link.sealed} {link.address_key}" for link in links)
        assert (await session.scalars(select(DeadLetter))).all() == []


async def test_a_channel_that_is_off_is_not_there(line: Line) -> None:
    async with line.phone.session.post(f"{line.gateway.url}/webhooks/fax", data=b"{}") as answer:
        assert answer.status == 404
