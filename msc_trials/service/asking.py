"""The client and the settings of one call: those of the caller, or made from keywords."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from msc_trials.registry.settings import Settings

if TYPE_CHECKING:
    from msc_trials.registry.client import Client


def settings_of(client: Client | None, overrides: dict[str, Any]) -> Settings:
    """The client's settings, or those that keywords, environment and defaults give. Raises ``QueryError``."""
    return client.settings if client is not None else Settings.load(**overrides)


def opened(client: Client | None, settings: Settings) -> AbstractContextManager[Client]:
    """The caller's client, left open; or a new one, closed afterwards."""
    from msc_trials.registry.client import Client

    return nullcontext(client) if client is not None else Client(settings)
