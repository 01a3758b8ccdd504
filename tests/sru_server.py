"""A server of this machine that answers as the catalogue of another library does."""

from collections.abc import Callable
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from catalogue.domain.lookup_sources import LookupSource


def serve_sru(
    stack: ExitStack, body: bytes | Callable[[BaseHTTPRequestHandler], None], name: str = "BnF"
) -> LookupSource:
    """Serve a body, or what a function does with the handler, until the stack is closed; return the source to ask."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if callable(body):
                body(self)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever)
    thread.start()
    stack.callback(thread.join)
    stack.callback(server.server_close)
    stack.callback(server.shutdown)
    return LookupSource(name, f"http://127.0.0.1:{server.server_port}/SRU?query=bib.isbn%20any%20{{id}}")
