"""Where a push message may be sent: to a push service of the world, never to a machine at home."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit


class EndpointRefused(Exception):
    """No push service can be at this address."""


def check_form(endpoint: str, *, loopback: bool) -> None:
    """Refuse what cannot be a push service by its look; `loopback` lets in this very machine."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError as broken:
        raise EndpointRefused from broken
    host = parts.hostname or ""
    if loopback and parts.scheme == "http" and _is_loopback(host):
        return
    is_named = "." in host and _literal(host) is None
    is_plain = parts.username is None and port in (None, 443)
    if parts.scheme != "https" or not is_named or not is_plain:
        raise EndpointRefused


def check_place(endpoint: str, *, loopback: bool) -> None:
    """Refuse a name that leads into a private network, as it is resolved at this moment.

    A name that leads elsewhere a moment later has no certificate there: it is always TLS.
    """
    check_form(endpoint, loopback=loopback)
    host = urlsplit(endpoint).hostname or ""
    if loopback and _is_loopback(host):
        return
    found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    if not all(ip_address(str(address[0])).is_global for *_rest, address in found):
        raise EndpointRefused


def _is_loopback(host: str) -> bool:
    literal = _literal(host)
    return literal is not None and literal.is_loopback


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
