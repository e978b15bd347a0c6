"""The words of referrals and the kinds of partners: data/referrals/."""

from functools import cache
from pathlib import Path

from pydantic import Field

from bot.texts import Strict, Titled, read_model


class PartnerKind(Titled):
    """A kind of partner, and what somebody is typically led to it for."""

    id: str = Field(pattern=r"^[a-z_]{2,30}$")
    about: str = Field(min_length=1, max_length=200)


class PersonTexts(Strict):
    """The page on which the person reads the summary and says yes or no."""

    title: str
    intro: str
    partner: str
    summary: str
    consent: str
    agree: str
    decline: str
    choice: str
    given: str
    shared: str
    take_back: str
    withdrawn_title: str
    withdrawn: str
    closed: str
    changed: str
    gone_title: str
    gone: str


class PartnerTexts(Strict):
    """The page, and the paper, that the partner reads."""

    title: str
    intro: str
    sender: str
    to: str
    summary: str
    consented: str
    until: str
    care: str
    gone_title: str
    gone: str
    file_name: str


class PartnerMail(Strict):
    """The letter with the link for the partner: no word of the person stands in it."""

    subject: str
    text: str


class ReferralTexts(Strict):
    """All words of referrals. {names} are filled in."""

    language: str
    service: str
    partners: tuple[PartnerKind, ...] = Field(min_length=1)
    person: PersonTexts
    partner: PartnerTexts
    mail: PartnerMail
    ask: str

    def kind(self, name: str) -> PartnerKind | None:
        """The kind of an id."""
        return next((one for one in self.partners if one.id == name), None)


@cache
def referral_texts(data: Path) -> ReferralTexts:
    """Read `referrals/texts.yml`. Raises TextsError."""
    return read_model(data / "referrals" / "texts.yml", ReferralTexts)
