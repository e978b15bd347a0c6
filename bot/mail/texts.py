"""The words of letters: data/mail/texts.yml."""

from pathlib import Path

from bot.texts import Strict, read_model


class LetterText(Strict):
    """A letter in an e-mail, and short for a text message."""

    subject: str
    text: str
    short: str


class PlanText(LetterText):
    """The letter with the plan: a line for each kind of entry, and the name of the file."""

    course: str
    step: str
    question: str
    file_name: str


class ReminderText(LetterText):
    """The letter of a reminder, and what it says of one of a day alone."""

    day: str


class StopText(Strict):
    """The page on which somebody takes a consent back."""

    title: str
    text: str
    button: str
    done_title: str
    done: str
    gone_title: str
    gone: str


class AnswerText(Strict):
    """The page on which somebody answers a letter."""

    title: str
    from_counsellor: str
    from_bot: str
    label: str
    hint: str
    send: str
    empty: str
    too_long: str
    said: str
    more: str
    old_title: str
    old: str


class MailTexts(Strict):
    """All of it."""

    sender: str
    plan: PlanText
    reminder: ReminderText
    message: LetterText
    question: LetterText
    answer: AnswerText
    footer: str
    stop: StopText


def read_mail_texts(data: Path) -> MailTexts:
    """Read the words. Raises TextsError."""
    return read_model(data / "mail" / "texts.yml", MailTexts)
