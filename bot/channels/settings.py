"""Settings of the messaging channels (prefix `SUUNTA_`). A channel without its secrets is off.

Each secret may stand in a file instead: SUUNTA_TELEGRAM_TOKEN_FILE and so on. docs/channels.md says where an
operator gets them.
"""

from pydantic import Field

from bot.environment import EnvironmentSettings

GRAPH_URL = "https://graph.facebook.com/v23.0"


class ChannelSettings(EnvironmentSettings):
    """What each provider gave us, and where it is reached."""

    secret = frozenset(
        {
            "telegram_token",
            "telegram_secret",
            "twilio_token",
            "meta_app_secret",
            "meta_verify_token",
            "whatsapp_token",
            "messenger_token",
        }
    )

    telegram_token: str | None = Field(default=None, description="The bot's token from BotFather.")
    telegram_secret: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9_-]{24,256}$",
        description="What Telegram sends along with every call; made by us (openssl rand -hex 24).",
    )
    telegram_name: str | None = Field(
        default=None, pattern=r"^[A-Za-z0-9_]{4,40}$", description="The bot's name, for links to it."
    )
    telegram_url: str = Field(default="https://api.telegram.org", description="Base of the Bot API.")
    twilio_account: str | None = Field(
        default=None, pattern=r"^AC[0-9A-Za-z]{10,40}$", description="Account SID of Twilio."
    )
    twilio_token: str | None = Field(default=None, description="Auth token of Twilio; it signs its calls.")
    twilio_from: str | None = Field(
        default=None,
        pattern=r"^(\+[1-9]\d{4,14}|MG[0-9A-Za-z]{10,40})$",
        description="Our number as +358..., or a messaging service's SID.",
    )
    twilio_url: str = Field(default="https://api.twilio.com", description="Base of Twilio's API.")
    meta_app_secret: str | None = Field(default=None, description="App secret; it signs Meta's calls.")
    meta_verify_token: str | None = Field(
        default=None, description="What Meta must say when it checks our address; made by us."
    )
    meta_url: str = Field(default=GRAPH_URL, description="Base of the Graph API with its version.")
    whatsapp_token: str | None = Field(default=None, description="Access token of the Cloud API.")
    whatsapp_phone_id: str | None = Field(
        default=None, pattern=r"^\d{5,30}$", description="Phone number id of the Cloud API."
    )
    whatsapp_template: str | None = Field(
        default=None,
        pattern=r"^[a-z0-9_]{1,100}$",
        description="An approved template in Finnish without variables: you have an answer, write to us.",
    )
    whatsapp_number: str | None = Field(
        default=None,
        pattern=r"^\+[1-9]\d{4,14}$",
        description="The number of WhatsApp as +358..., for links to it.",
    )
    messenger_token: str | None = Field(default=None, description="Page access token.")
    messenger_page: str | None = Field(
        default=None, pattern=r"^[A-Za-z0-9.]{1,60}$", description="The page's name or id, for links to it."
    )
    channel_hold: float = Field(
        default=0.7, ge=0, le=5, description="How long an event waits for earlier ones, in seconds."
    )
    channel_share: float = Field(
        default=1.0, gt=0, description="This gateway's part of what providers take; two gateways: 0.5."
    )
