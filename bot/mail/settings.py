"""Settings of e-mail (prefix `SUUNTA_`). Without a server no e-mail is sent."""

import sys
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.settings import SecretFiles

SECRET = frozenset({"mail_password"})


class MailSettings(BaseSettings):
    """The SMTP server that e-mail goes out by, and who it comes from."""

    model_config = SettingsConfigDict(env_prefix="SUUNTA_", extra="ignore")

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

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, then the files that it names."""
        return init_settings, env_settings, SecretFiles(settings_cls, SECRET)


def read_mail_settings() -> MailSettings:
    """Read the settings, or end the process with one line for each wrong variable."""
    try:
        return MailSettings()
    except ValidationError as error:
        for problem in error.errors():
            field = str(problem["loc"][0])
            given = "" if field in SECRET else f" (got {problem['input']!r})"
            print(f"gateway: SUUNTA_{field.upper()}: {problem['msg']}{given}", file=sys.stderr)  # noqa: T201
        raise SystemExit(2) from error
