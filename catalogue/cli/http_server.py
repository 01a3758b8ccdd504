"""The HTTP server: Waitress, with limits on every resource that a client can hold.

Waitress reads a whole request before a thread starts to answer it, so a slow client holds a socket but no thread.
What Waitress does not limit is limited here: how long a request may take to arrive, how many bytes unfinished requests
and unread responses may occupy, and which connections are closed when there are too many.
"""

import logging
import resource
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import WSGIApplication

from waitress import wasyncore
from waitress.server import TcpWSGIServer

from catalogue.cli.http_connection import Channel, LimitedRequest, Limits, ProblemTask

ACCEPTS_AT_ONCE = 64
"""Connections accepted in one turn of the event loop."""
BUFFER_BYTES = 64 << 10
"""Bytes of a body kept in memory; the rest goes to a temporary file."""
PIECE_BYTES = 64 << 20
"""Bytes of an unread response in one temporary file, which goes when they are read."""
SPARE_FILES = 256
"""File descriptors reserved for the database, the index and the log."""
DEFAULT_LIMITS = Limits()

logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # It writes a line for each request that waits.


def raise_open_files(limits: Limits) -> int:
    """Raise the limit of open files to what `limits` need; return how many connections that allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * limits.connections + SPARE_FILES  # Each may hold a temporary file besides its socket.
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return limits.connections
    allowed = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return max((allowed - SPARE_FILES) // 2, 16)


class HttpServer(TcpWSGIServer):  # type: ignore[misc]
    """Serves an application on a listening socket that other processes may share."""

    def __init__(self, application: WSGIApplication, listener: socket.socket, limits: Limits = DEFAULT_LIMITS) -> None:
        self.limits = limits
        self.n_connections = raise_open_files(limits)
        self.channel_class = type(
            "LimitedChannel",
            (Channel,),
            {
                "limits": limits,
                "parser_class": type("LimitedRequest", (LimitedRequest,), {"limits": limits}),
                "error_task_class": ProblemTask,
            },
        )
        self._is_stopping = False
        super().__init__(
            application,
            _sock=listener,
            bind_socket=False,
            sockinfo=(listener.family, listener.type, listener.proto, listener.getsockname()),
            threads=limits.threads,
            backlog=2048,
            connection_limit=self.n_connections + 2,  # It counts the listening socket and its own trigger.
            channel_timeout=limits.idle_seconds,
            cleanup_interval=1,
            inbuf_overflow=BUFFER_BYTES,
            outbuf_high_watermark=PIECE_BYTES,
            max_request_header_size=BUFFER_BYTES,
            max_request_body_size=max(limits.refused_body_bytes, limits.upload_bytes),
            clear_untrusted_proxy_headers=False,
            ident=None,
        )

    def fix_addr(self, addr: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return the address of a peer; an IPv4-mapped IPv6 address becomes plain IPv4."""
        return addr[0].removeprefix("::ffff:") if "." in addr[0] else addr[0], *addr[1:]

    def handle_accept(self) -> None:
        """Accept up to ACCEPTS_AT_ONCE connections, because each turn of the loop polls every connection."""
        for _ in range(ACCEPTS_AT_ONCE):
            n_connections = len(self.active_channels)
            super().handle_accept()
            if len(self.active_channels) == n_connections:
                break

    def maintenance(self, now: float) -> None:
        """Once a second, close connections that are idle or unfinished for too long, or too many."""
        super().maintenance(now)
        waiting = [channel for channel in self.active_channels.values() if not channel.requests]
        unfinished = [channel for channel in waiting if channel.request is not None]
        for channel in unfinished:
            if now - channel.request.began > self.limits.request_seconds:
                channel.will_close = True
        n_too_many = len(self.active_channels) - self.n_connections * 9 // 10
        if n_too_many > 0:
            for channel in sorted(waiting, key=lambda channel: channel.last_activity)[:n_too_many]:
                channel.will_close = True
        _close_excess(waiting, lambda channel: channel.held_bytes, self.limits.held_bytes)
        _close_excess(waiting, lambda channel: channel.unread_bytes, self.limits.unread_bytes)

    def run(self) -> None:
        """Serve until `stop` is called; then finish the requests received and close everything."""
        while not self._is_stopping:
            self._poll(seconds=1)
        self._finish()

    def stop(self) -> None:
        """Make `run` return; may be called from a signal handler."""
        self._is_stopping = True
        self.pull_trigger()

    def _poll(self, seconds: float) -> None:
        wasyncore.loop(seconds, use_poll=True, map=self._map, count=1)

    def _finish(self) -> None:
        self.handle_accept()
        wasyncore.dispatcher.close(self)  # The listening socket alone.
        deadline = time.time() + self.limits.stop_seconds
        self._poll(seconds=0)
        while self._close_idle() and time.time() < deadline:
            self._poll(seconds=0.1)
        self.task_dispatcher.shutdown(timeout=max(deadline - time.time(), 0.5))
        if not self.task_dispatcher.threads:  # A thread that still works would use it.
            self.trigger.close()

    def _close_idle(self) -> bool:
        """Close connections without a complete request; return whether any connection is left."""
        for channel in list(self.active_channels.values()):
            is_arriving = channel.request is not None and time.time() - channel.last_activity < 0.5
            if not (channel.requests or channel.total_outbufs_len or channel.ahead or is_arriving):
                channel.handle_close()
        return bool(self.active_channels)


def _close_excess(channels: Iterable[Channel], count_bytes: Callable[[Channel], int], most: int) -> None:
    """Close connections, those that have waited longest first, until the others hold no more than `most` bytes."""
    sizes = {channel: n_bytes for channel in channels if (n_bytes := count_bytes(channel))}
    n_bytes = sum(sizes.values())
    for channel in sorted(sizes, key=lambda channel: channel.waits_since):
        if n_bytes <= most:
            return
        n_bytes -= sizes[channel]
        channel.will_close = True
