"""Connections to public addresses only, for whoever fetches what somebody else has named.

The name is resolved once, each address is looked at, and that very address is connected to: a name that answers
differently the second time gains nothing. Redirects come by here too, as each is a connection of its own.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import urllib.request
from typing import Any

PACKED = tuple(ipaddress.ip_network(n) for n in ("64:ff9b::/96", "64:ff9b:1::/48"))  # NAT64: the last four bytes are an IPv4 address
PORTS = {80, 443, 8080, 8443}


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet, whatever it is wrapped in."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and any(ip in net for net in PACKED):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def connect(host: str, port: int, timeout: Any) -> socket.socket:
    """A connection to `host` if all its addresses are public; OSError otherwise."""
    if port not in PORTS:
        raise OSError(f"port {port} is none that pages are fetched from")
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not found or not all(is_public(str(address[4][0])) for address in found):
        raise OSError("it leads to an address that is not public")
    problem: OSError = OSError("it has no address")
    for *_, address in found:
        try:
            return socket.create_connection((str(address[0]), port), timeout)
        except OSError as error:
            problem = error
    raise problem


class PublicConnection(http.client.HTTPConnection):
    def connect(self) -> None:
        self.sock = connect(self.host, self.port, self.timeout)


class PublicSecureConnection(http.client.HTTPSConnection):
    def connect(self) -> None:
        plain = connect(self.host, self.port, self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


class PublicHTTP(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> Any:
        return self.do_open(PublicConnection, req)


class PublicHTTPS(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> Any:
        return self.do_open(PublicSecureConnection, req)
