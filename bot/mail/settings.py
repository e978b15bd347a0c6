"""Settings of e-mail (prefix `SUUNTA_`). Without a server no e-mail is sent."""

from typing import Literal

from pydantic import Field

from bot.environment import EnvironmentSettings


class MailSettings(EnvironmentSettings):
    """The SMTP server that e-mail goes out by, and who it comes from."""

    secret = frozenset({"mail_password"})

    mail_host: str | None = Field(default=None, description="SMTP server; without it no e-mail is sent.")
    mail_port: int = Field(default=587, ge=1, le=65535, description="Its port.")
    mail_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How it is spoken with; none only to a server on this machine."
    )
    mail_user: str | None = Field(default=None, description="Our user there, if it asks for one.")
    mail_password: str | None = Field(default=None, description="Its password (or ..._PASSWORD_FILE).")
    mail_from: str = Field(
        default="suunta@localhost",
        pattern=r"^[^@\s<>,;:\"]+@[^@\s<>,;:\"]+$",
        description="Address that e-mail comes from; somebody reads what is answered to it.",
    )
