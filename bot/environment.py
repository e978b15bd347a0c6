"""Settings as every part of the gateway reads them: `SUUNTA_*` variables, secrets from files too."""

import os
import sys
from pathlib import Path
from typing import Any, ClassVar, Self

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict


class EnvironmentSettings(BaseSettings):
    """Settings with the prefix `SUUNTA_`. What `secret` names is never printed and may stand in a file."""

    model_config = SettingsConfigDict(env_prefix="SUUNTA_", extra="ignore")

    secret: ClassVar[frozenset[str]] = frozenset()

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
        return init_settings, env_settings, SecretFiles(settings_cls, cls.secret)

    @classmethod
    def read(cls) -> Self:
        """Read the settings, or end the process with one line for each wrong variable."""
        try:
            return cls()
        except ValidationError as error:
            for problem in error.errors():
                field = str(problem["loc"][0])
                given = "" if field in cls.secret else f" (got {problem['input']!r})"
                print(f"gateway: SUUNTA_{field.upper()}: {problem['msg']}{given}", file=sys.stderr)  # noqa: T201
            raise SystemExit(2) from error


class SecretFiles(PydanticBaseSettingsSource):
    """Reads `SUUNTA_<NAME>_FILE`: the file holds the value, so that no secret stands in the environment."""

    def __init__(self, settings_cls: type[BaseSettings], secret: frozenset[str]) -> None:
        super().__init__(settings_cls)
        self._secret = secret

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Return the content of the file that the environment names for a secret field, else None."""
        path = os.environ.get(f"SUUNTA_{field_name.upper()}_FILE")
        if field_name not in self._secret or not path:
            return None, field_name, False
        try:
            return Path(path).read_text(encoding="utf-8").strip(), field_name, False
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "is no text"
            print(f"gateway: SUUNTA_{field_name.upper()}_FILE: {path}: {reason}", file=sys.stderr)  # noqa: T201
            raise SystemExit(2) from error

    def __call__(self) -> dict[str, Any]:
        """Return the values of all secret fields that have a file."""
        found = {name: self.get_field_value(field, name)[0] for name, field in self._fields.items()}
        return {name: value for name, value in found.items() if value is not None}

    @property
    def _fields(self) -> dict[str, FieldInfo]:
        return self.settings_cls.model_fields
