"""Bring the database to the newest schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from planhall.settings import Settings

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def alembic_config(settings: Settings) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["settings"] = settings
    return config


def migrate(settings: Settings) -> None:
    """Run every migration that the database has not seen. Call it outside an event loop."""
    command.upgrade(alembic_config(settings), "head")
