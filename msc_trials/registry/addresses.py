"""Addresses that questions may be sent to: an API's base address, encrypted unless it is this machine."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from msc_trials.errors import QueryError


def base_address(text: str, example: str) -> str:
    """The base address of an API without a final slash; ``example`` is its usual one. Raises ``QueryError``, also for plain http
    to another machine than this.
    """
    text = text.strip().rstrip("/")
    if text == example:
        return text
    hint = f"Give the API's base address, for example {example}."
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
        host.encode("idna")
    except ValueError as error:
        raise QueryError(f"The API address {text[:80]!r} cannot be read.", hint=hint) from error
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment or not text.isprintable():
        raise QueryError(f"The API address {text[:80]!r} cannot be used.", hint=hint)
    if parts.username or parts.password:
        raise QueryError("The API address must not carry a user name or password.", hint=hint)
    if parts.scheme == "http" and not _is_this_machine(host, port or 80):
        what = f"The API address {text[:80]!r} would send a health question unencrypted."
        raise QueryError(what, hint="Use https:// for it.")
    return text


def _is_this_machine(host: str, port: int) -> bool:
    """Whether every address a host name leads to is a loopback one, however it is written (``2130706433`` is one)."""
    import socket  # needed for addresses of one's own only

    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
        addresses = [ipaddress.ip_address(text.partition("%")[0]) for text in found]
    except (OSError, ValueError):
        return False
    return bool(addresses) and all((getattr(a, "ipv4_mapped", None) or a).is_loopback for a in addresses)
