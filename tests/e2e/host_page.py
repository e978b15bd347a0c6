"""A web page of somebody else that embeds the widget with its one script tag."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PAGE = """<!doctype html><html lang="fi"><head><title>Kunnan sivu</title></head><body><main>
<h1>Kunnan sivu</h1>
<script type="module" src="{widget}/static/suunta-widget.js"></script><suunta-chat></suunta-chat>
</main></body></html>"""


@contextmanager
def host_page(widget: str, port: int = 0) -> Iterator[str]:
    """Serve the page, with the widget of the assistant at `widget`; gives the page's own origin."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = PAGE.format(widget=widget).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
