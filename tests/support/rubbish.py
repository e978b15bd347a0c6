"""What strangers send: every route of a gateway, with addresses, headers and bodies that fit none of them."""

import gzip
import re
from collections.abc import Iterator

from aiohttp import web

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
PARAMETER = re.compile(r"\{(\w+)(?::[^}]*)?\}")

# Already percent-encoded: NUL, no UTF-8, a lone surrogate, a way out of a folder, SQL, a sign, a long one.
PARTS = (
    "none",
    "1",
    "%00",
    "%FF",
    "%ED%A0%80",
    "..%2F..%2Fetc",
    "%27%20OR%201=1",
    "%F0%9F%92%A5",
    "a" * 1_500,
)
QUERY = "after=%00&wait=x&language=%FF&question=%ED%A0%80&change=%00&next=%00&format=%00&who=%00&first=%00"

HEADERS: tuple[dict[bytes, bytes], ...] = (
    {b"Authorization": b"Bearer \xff\xfe"},
    {b"Authorization": b"\xff"},
    {b"Cookie": b"suunta=\xff; suunta-language=\xff", b"Sec-Fetch-Site": b"same-origin"},
    {b"Origin": b"\xff", b"Referer": b"http://[", b"Cookie": b"a=b"},
    {b"Last-Event-ID": b"\xff", b"Accept": b"\xff", b"User-Agent": b"\xff"},
    {b"X-Forwarded-For": b"\xff, 999.1.1.1", b"traceparent": b"\xff"},
    {
        b"X-Telegram-Bot-Api-Secret-Token": b"\xff",
        b"X-Twilio-Signature": b"\xff",
        b"X-Hub-Signature-256": b"\xff",
    },
    {b"Expect": b"miracles"},
    {b"Content-Length": b"0", b"Content-Type": b"\xff"},
    {b"If-None-Match": b"\xff", b"If-Modified-Since": b"\xff", b"Range": b"bytes=9-1"},
)

BODIES: tuple[tuple[dict[str, str], bytes], ...] = (
    ({"Content-Type": JSON}, b"{"),
    ({"Content-Type": JSON}, b"[1]"),
    ({"Content-Type": JSON}, b'{"a": ' + b"1" * 5_000 + b"}"),
    ({"Content-Type": JSON}, b'{"\\u0000": "\\ud800", "text": {"a": []}, "client_message_id": [], "why": 5}'),
    ({"Content-Type": JSON}, b'{"client_message_id": "a", "text": "moi", "why": "\\u0000", "to": "\\u0000"}'),
    (
        {"Content-Type": JSON},
        b'{"version": "\\u0000", "kind": "phone", "value": "\\ud800", "purpose": "\\u0000"}',
    ),
    ({"Content-Type": "\u00e4"}, b"moi"),
    ({"Content-Type": FORM}, b"\xff=\xff"),
    ({"Content-Type": FORM}, b"a=%00&text=%00&why=%ED%A0%80&csrf=%FF&button=%00&says=%00&id=%00"),
    ({"Content-Type": FORM}, b"&".join(b"a=1" for _ in range(5_000))),
    ({"Content-Type": f"{FORM}; charset=none-such"}, b"a=b"),
    ({"Content-Type": f"{FORM}; charset=utf-16"}, b"a=b"),
    ({"Content-Type": "multipart/form-data"}, b"--x\r\n"),
    (
        {"Content-Type": "multipart/form-data; boundary=x"},
        b"--x\r\nContent-Transfer-Encoding: none\r\n\r\na\r\n--x--",
    ),
    ({"Content-Type": FORM, "Content-Encoding": "gzip"}, b"no gzip"),
    ({"Content-Type": JSON, "Content-Encoding": "deflate"}, b"no deflate"),
    ({"Content-Type": FORM, "Content-Encoding": "gzip"}, gzip.compress(b"a=" + b"b" * 5_000_000)),
    ({"Content-Type": FORM}, b"a=" + b"b" * 70_000),
)


def routes(app: web.Application) -> Iterator[tuple[str, str, str]]:
    """Method, address with its {parameters}, and name of every route; of those for all methods three."""
    for route in app.router.routes():
        if route.resource is None or route.method == "HEAD":
            continue
        for method in ("GET", "POST", "DELETE") if route.method == "*" else (route.method,):
            yield method, route.resource.canonical, route.name or ""


def filled(path: str, part: str) -> str:
    """An address with one thing in all of its parameters."""
    return PARAMETER.sub(lambda _: part, path)


def raw_request(method: str, path: str, headers: dict[bytes, bytes]) -> bytes:
    """A request's bytes with headers that no HTTP client would send; the connection ends with it."""
    lines = [f"{method} {path} HTTP/1.1".encode(), b"Host: x", b"Connection: close"]
    lines += [name + b": " + value for name, value in headers.items()]
    return b"\r\n".join((*lines, b"", b""))
