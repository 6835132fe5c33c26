"""Connections to public addresses only, checked on the very address that is connected to.

A name is resolved once, here, and the connection goes to what was checked: a server that answers
the check with one address and the connection with another (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator

import httpcore
import httpx

from pipeline.errors import FetchError, reason_of
from pipeline.tools.fetching.special_addresses import Address, is_global

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv4 addresses behind NAT64, RFC 6052."""


def is_public(address: str) -> bool:
    """Return whether *address*, or the IPv4 address it stands for, is reachable by anybody."""
    try:
        ip: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return is_global(_meant(ip))


def _meant(ip: Address) -> Address:
    """Return the IPv4 address that *ip* stands for; 6to4 and Teredo are not public in any case."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _TRANSLATED:
            return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        return ip.ipv4_mapped or ip
    return ip


class PublicBackend(httpcore.NetworkBackend):
    """Opens TCP connections after checking where they lead.

    Args:
        private: Whether addresses that are not public will do.
        deadline: ``time.monotonic()`` at which every connection ends.
        public: Whether those that are public will.
    """

    def __init__(self, *, private: bool, deadline: float, public: bool = True) -> None:
        self._private = private
        self._public = public
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of *host* that answers.

        Raises:
            FetchError: One of its addresses is not public.
            httpcore.ConnectError: There is no such host, or none of its addresses answers.
        """
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            try:
                stream = self._sockets.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
                return _TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} is not known: {reason_of(error)}") from error
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        private = [address for address in addresses if not is_public(address)]
        if private and not self._private:
            raise FetchError(
                f"it leads to {private[0]}, which is not a public address",
                where=f"{host}:{port}",
                mend="Set private_addresses = true under [run] in show.toml if that is meant",
                passing=False,
            )
        if len(private) < len(addresses) and not self._public:
            raise FetchError(
                f"it leads to a public address ({addresses[0]})",
                where=f"{host}:{port}",
                mend="Set public = true in the profile's [options] if texts may go there",
                passing=False,
            )
        return addresses


class _TimedStream(httpcore.NetworkStream):
    """A connection that ends at a deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._left(timeout, httpcore.ConnectTimeout)
        stream = self._stream.start_tls(ssl_context, server_hostname, left)
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None, error: type[httpcore.TimeoutException]) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise error("the whole took too long")
        return left if timeout is None else min(left, timeout)


class PublicTransport(httpx.BaseTransport):
    """httpx over :class:`PublicBackend`; environment proxies are not used: they would resolve."""

    def __init__(self, *, private: bool, deadline: float, public: bool = True) -> None:
        context: ssl.SSLContext = httpx.create_ssl_context()
        backend = PublicBackend(private=private, deadline=deadline, public=public)
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send *request*; see :class:`httpx.BaseTransport`."""
        url = request.url
        sent = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        response = self._pool.handle_request(sent)
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
