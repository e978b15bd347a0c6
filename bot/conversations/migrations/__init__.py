"""The database's revisions, one file a step."""

from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory


def head() -> str:
    """The revision that this release works on."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return str(ScriptDirectory.from_config(config).get_current_head())
