"""The client and the settings of one call: the caller's own, or made from keywords."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from msc_trials.errors import MisuseError, expect
from msc_trials.registry.settings import Settings, SettingsKeywords

if TYPE_CHECKING:
    from msc_trials.registry.client import Client


def settings_of(client: Client | None, overrides: SettingsKeywords) -> Settings:
    """The client's settings, or those that keywords, environment and defaults give.

    A client together with settings is a ``MisuseError``: dropping ``offline=True`` would send the question out. Raises
    ``QueryError`` for an unknown setting or value.
    """
    if client is None:
        return Settings.load(**overrides)
    from msc_trials.registry.client import Client

    expect(client, Client, "A Client", "Make one: Client().")
    given = sorted(name for name, value in overrides.items() if value is not None)
    if given:
        raise MisuseError(
            f"A client has its own settings; {', '.join(given)} cannot be given beside it.",
            hint=f"Make the client with them: Client({given[0]}=...).",
        )
    return client.settings


def opened(client: Client | None, settings: Settings) -> AbstractContextManager[Client]:
    """The caller's client, left open; or a new one, closed afterwards."""
    from msc_trials.registry.client import Client

    return nullcontext(client) if client is not None else Client(settings)
