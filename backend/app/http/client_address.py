"""The network address of the client of a request.

Behind a reverse proxy uvicorn takes it from ``X-Forwarded-For``, but only where the peer is a
proxy that ``FORWARDED_ALLOW_IPS`` names (by default this machine's loopback address).
"""

import ipaddress

from starlette.types import Scope

# A customer of a provider has a whole /64, and may use another address of it each time.
IPV6_PREFIX = 64


def client_address(scope: Scope) -> str:
    """The address as text; empty where there is none (a Unix socket)."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def network_of(address: str) -> str:
    """What is counted as one client: an IPv4 address, or the /64 of an IPv6 address."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))
    return str(parsed)
