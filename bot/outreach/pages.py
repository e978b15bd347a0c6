"""The pages of outreach as HTML: posters, cards, and where a code leads that is not in use."""

from enum import StrEnum
from pathlib import Path

from bot.html import rendered
from bot.outreach import qr
from bot.outreach.schema import Campaign
from bot.outreach.texts import outreach_texts, place_types

CARDS_ON_A_SHEET = 10


class Format(StrEnum):
    """What can be printed of a campaign."""

    A4 = "a4"
    A5 = "a5"
    CARDS = "cards"


def short_link(public_url: str, code: str) -> str:
    """The address that a code stands for."""
    return f"{public_url}/o/{code}"


def render_print(campaign: Campaign, data: Path, public_url: str, form: Format) -> str:
    """A poster, or a sheet of cards; for the PDF with the style `poster.css`."""
    link, kind = short_link(public_url, campaign.code), place_types(data).get(campaign.place_type)
    return rendered(
        "cards.html" if form is Format.CARDS else "poster.html",
        t=outreach_texts(data),
        form=str(form),
        cards=CARDS_ON_A_SHEET,
        headline=kind.headline if kind else outreach_texts(data).poster.intro,
        place=kind.title if kind else campaign.place_type,
        partner=campaign.partner,
        link=link,
        shown_link=link.partition("://")[2],
        qr=qr.data_address(link),
    )


def render_not_in_use(data: Path, why: str) -> str:
    """The page of a code that is `ended`, `early` or `unknown`."""
    texts = outreach_texts(data)
    words = texts.page.model_dump()
    return rendered("code_not_in_use.html", t=texts, title=words[f"{why}_title"], text=words[why])
