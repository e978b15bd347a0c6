"""Reminders: the day is kept and said, how it comes is honest, and it can be taken back."""

from actions.reminders.data import load_reminder_texts
from actions.skills.plan import EditPlan
from actions.skills.reminder import MOST, SetReminder
from tests.support.plan import Keeper
from tests.unit.actions.test_skills import said

TEXTS = load_reminder_texts()


async def remind(learner: Keeper, text: str) -> list[str]:
    return said(await learner.turn(SetReminder(), "set_reminder", text))


async def test_a_day_is_kept_and_how_it_comes_is_said() -> None:
    learner = Keeper()
    [text] = await remind(learner, "muistuta mua viikon päästä")
    assert "3.12.2026" in text
    assert TEXTS.reaches["web"] in text
    assert learner.reminders[0]["due_at"].startswith("2026-12-03")


async def test_whoever_wants_to_be_called_hears_that_it_cannot_call() -> None:
    [text] = await remind(Keeper(), "soittakaa mulle ensi viikolla ja muistuttakaa")
    assert TEXTS.cannot_call in text


async def test_without_a_day_it_asks_for_one_and_a_button_gives_it() -> None:
    learner = Keeper()
    guide = await learner.turn(SetReminder(), "set_reminder", "muistuta kun haku alkaa")
    assert said(guide) == [TEXTS.when]
    assert learner.reminders == []
    assert len(guide.reply.messages[0].buttons) == 5
    await learner.press(SetReminder(), "set_reminder", "when:month")
    assert learner.reminders[0]["due_at"].startswith("2026-12-26")


async def test_too_far_and_too_many_are_said() -> None:
    learner = Keeper()
    assert await remind(learner, "muistuta kolmen vuoden päästä") == [TEXTS.too_far]
    for _ in range(MOST):
        await remind(learner, "muistuta huomenna")
    assert await remind(learner, "muistuta huomenna") == [TEXTS.too_many]
    assert len(learner.reminders) == MOST


async def test_it_is_cancelled_by_word_and_by_button() -> None:
    learner = Keeper()
    await remind(learner, "muistuta huomenna")
    assert await remind(learner, "peru muistutus") == [TEXTS.cancelled]
    assert learner.reminders == []
    assert await remind(learner, "peru muistutus") == [TEXTS.none]
    await remind(learner, "muistuta huomenna")
    guide = await learner.press(EditPlan(), "edit_plan", "unremind")
    assert said(guide) == [TEXTS.cancelled]


def one_round(**more: object) -> dict[str, object]:
    """A time of applying, as the gateway sends it along."""
    held = {"id": 7, "title": "Yhteishaku", "opens_on": "2026-12-20", "closes_on": "2027-01-20"}
    told = {"source": "OPH", "checked_on": "2026-11-01", "remind_on": "2026-12-20"}
    return {**held, **told, **more}


async def test_known_rounds_are_offered_with_their_source_and_kept_by_a_button() -> None:
    learner = Keeper(rounds=[one_round()])
    guide = await learner.turn(SetReminder(), "set_reminder", "muistuta kun haku alkaa")
    [text] = said(guide)
    assert "Yhteishaku: haku alkaa 20.12.2026." in text and "OPH, tarkistettu 1.11.2026" in text
    assert "En tiedä" not in text
    assert guide.reply.messages[0].buttons[0].title == "Haku alkaa 20.12.2026"
    guide = await learner.press(SetReminder(), "set_reminder", "when:round:7")
    assert guide.reply.effects() == [
        {"type": "reminder.add", "kind": "round", "round": 7, "day": "2026-12-20"}
    ]
    assert "Muistutan sinua 20.12.2026." in said(guide)[0] and "OPH" in said(guide)[0]


async def test_of_a_round_that_is_open_the_end_is_told() -> None:
    open_now = one_round(opens_on="2026-11-20", closes_on="2026-12-10", remind_on="2026-12-07")
    learner = Keeper(rounds=[open_now])
    [text] = said(await learner.turn(SetReminder(), "set_reminder", "muistuta hausta"))
    assert "haku on auki ja päättyy 10.12.2026" in text
    guide = await learner.press(SetReminder(), "set_reminder", "when:round:7")
    assert "Muistutan sinua 7.12.2026." in said(guide)[0]


async def test_a_round_that_is_gone_is_not_promised() -> None:
    learner = Keeper(rounds=[])
    guide = await learner.press(SetReminder(), "set_reminder", "when:round:7")
    assert said(guide) == [TEXTS.round_gone] and guide.reply.effects() == []
