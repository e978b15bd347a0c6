"""A small stand-in for the gateway: the chat API of one process's memory, scripted by the test.

It serves the built widget, its texts, a page of its own (/chat, with the strict policy of the real one) and a
host page that embeds the widget. It runs in a thread, so that a test in the browser can steer it meanwhile.
"""

import asyncio
import json
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import yaml
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.outreach import qr

ROOT = Path(__file__).resolve().parents[2]
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'"
PAGE = """<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>Suunta</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/page.css">
</head><body>{body}<script type="module" src="{origin}/static/suunta-widget.js"></script></body></html>"""
HOST_BODY = (
    "<main><h1>Kirjaston sivu</h1><p>Tervetuloa.</p></main><suunta-chat source='kirjasto'></suunta-chat>"
)
Result = TypeVar("Result")
Json = dict[str, Any]


class FakeGateway:
    """One conversation at a time; `replies` gives the bot's messages to each stored message."""

    def __init__(self) -> None:
        self.greeting: list[Json] = [{"text": "Hei! Olen Suunta, botti."}]
        self.replies: Callable[[Json], list[Json]] = lambda stored: [{"text": f"Kuulin: {stored['text']}"}]
        self.delay = 0.05
        self.streaming = True
        self.failures: list[int] = []
        self.owner = "bot"
        self.pending = False
        self.deleted = False
        self.deletions = 0
        self.created: list[Json] = []
        self.posts: list[Json] = []
        self.messages: list[Json] = []
        self.contacts: list[Json] = []
        self.ways: list[Json] = []
        self.origin = ""
        self._loop = asyncio.new_event_loop()
        self._changed = asyncio.Condition()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._runner: web.AppRunner | None = None
        self._answers: set[asyncio.Task[None]] = set()

    def start(self, port: int = 0) -> None:
        self._thread.start()
        self._call(self._serve(port))

    def stop(self) -> None:
        self._call(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def say(self, message: Json, sender: str = "bot") -> None:
        self._call(self._append(message, sender))

    def hand_over(self, owner: str) -> None:
        async def change() -> None:
            self.owner = owner
            await self._append({"text": f"Tila: {owner}"}, "system")

        self._call(change())

    def _call(self, job: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(job, self._loop).result(10)

    async def _serve(self, port: int) -> None:
        app = web.Application(middlewares=[self._guard()])
        conversation = "/api/v1/conversations/{id}"
        app.add_routes(
            [
                web.get("/chat", self._page),
                web.get("/host", self._host),
                web.get("/static/page.css", self._css),
                web.static("/static", ROOT / "web" / "dist"),
                web.get("/api/v1/texts", self._texts),
                web.post("/api/v1/conversations", self._create),
                web.post(conversation + "/messages", self._post),
                web.get(conversation + "/messages", self._poll),
                web.get(conversation + "/stream", self._stream),
                web.get(conversation + "/export", self._export),
                web.get(conversation + "/consents", self._consents),
                web.delete(conversation + "/consents/{purpose}", self._revoke),
                web.get(conversation + "/contact", self._contacts),
                web.post(conversation + "/contact", self._keep_contact),
                web.post(conversation + "/channel-codes", self._code),
                web.delete(conversation, self._delete),
            ]
        )
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        host, number = self._runner.addresses[0][:2]
        self.origin = f"http://{host}:{number}"

    async def _close(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    def _guard(self) -> Middleware:
        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            if request.path.startswith("/api") and request.method == "POST" and self.failures:
                status = self.failures.pop(0)
                if status == 0 and request.transport:
                    request.transport.close()
                return self._error(status or 500)
            if "id" in request.match_info:
                if request.headers.get("Authorization") != "Bearer secret":
                    return self._error(401)
                if self.deleted:
                    return self._error(410)
            return await handler(request)

        return guard

    @staticmethod
    def _error(status: int) -> web.Response:
        return web.json_response({"error": {"code": "failed", "message": "failed"}}, status=status)

    async def _page(self, _: web.Request) -> web.Response:
        body = '<suunta-chat mode="page"></suunta-chat>'
        return self._html(PAGE.format(body=body, origin=""), POLICY)

    async def _host(self, _: web.Request) -> web.Response:
        return self._html(PAGE.format(body=HOST_BODY, origin=self.origin), POLICY)

    @staticmethod
    def _html(page: str, policy: str) -> web.Response:
        return web.Response(text=page, content_type="text/html", headers={"Content-Security-Policy": policy})

    async def _css(self, _: web.Request) -> web.Response:
        return web.Response(text="body{margin:0}main{padding:2em}", content_type="text/css")

    async def _texts(self, request: web.Request) -> web.Response:
        path = ROOT / "data" / "widget" / f"{request.query['language']}.yml"
        return web.json_response(yaml.safe_load(path.read_text(encoding="utf-8")))

    async def _consents(self, _: web.Request) -> web.Response:
        path = ROOT / "data" / "privacy" / "purposes" / "contact.yml"
        purpose = {**yaml.safe_load(path.read_text(encoding="utf-8")), "revocable": True}
        return web.json_response({"purposes": [{**purpose, "granted": bool(self.contacts)}]})

    async def _revoke(self, _: web.Request) -> web.Response:
        self.contacts.clear()
        return web.json_response({})

    async def _contacts(self, _: web.Request) -> web.Response:
        kept = [{**one, "masked": f"*** {one['value'][-2:]}"} for one in self.contacts]
        return web.json_response({"contacts": kept})

    async def _keep_contact(self, request: web.Request) -> web.Response:
        given: Json = await request.json()
        if "4567" not in given["value"]:
            refused = {"code": "bad_contact", "message": "Tarkista se."}
            return web.json_response({"error": refused}, status=422)
        self.contacts.append(given)
        await self._append({"text": "Yhteystietosi on nyt tallessa."}, "system")
        return web.json_response(given, status=201)

    async def _code(self, _: web.Request) -> web.Response:
        url = "https://suunta.example.fi/chat#BCDF-GHJK"
        size, path = qr.path(url)
        browser = {"url": url, "size": size, "path": path}
        made = {"code": "BCDF-GHJK", "expires_at": "2026-11-27T10:15:00Z", "ways": self.ways}
        return web.json_response({**made, "browser": browser}, status=201)

    async def _create(self, request: web.Request) -> web.Response:
        self.created.append(await request.json())
        self.messages, self.owner, self.deleted = [], "bot", False
        for message in self.greeting:
            await self._append(message, "bot")
        answer = {"conversation_id": "c1", "token": "secret", "messages": self.messages}
        return web.json_response(answer, status=201)

    async def _post(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.posts.append(body)
        known = next((one for one in self.messages if one.get("cid") == body["client_message_id"]), None)
        if known:
            return web.json_response({"seq": known["seq"]})
        text = body.get("text") or self._title(body["button"])
        stored = await self._append({"text": text, "cid": body["client_message_id"]}, "learner")
        if self.owner == "bot":
            self.pending = True
            task = asyncio.ensure_future(self._answer({**body, "text": text}))
            self._answers.add(task)
            task.add_done_callback(self._answers.discard)
        return web.json_response({"seq": stored["seq"]}, status=202)

    def _title(self, button: str) -> str:
        buttons = [one for message in self.messages for one in message["buttons"]]
        return str(next(one["title"] for one in reversed(buttons) if one["id"] == button))

    async def _answer(self, stored: Json) -> None:
        await asyncio.sleep(self.delay)
        for message in self.replies(stored):
            await self._append(message, "bot")
        self.pending = False
        async with self._changed:
            self._changed.notify_all()

    async def _append(self, message: Json, sender: str) -> Json:
        empty: Json = {"text": "", "buttons": [], "cards": [], "asking": None, "progress": None}
        seq = len(self.messages) + 1
        full = {**empty, **message, "seq": seq, "from": sender, "at": "2026-11-23T10:00:00Z"}
        async with self._changed:
            self.messages.append(full)
            self._changed.notify_all()
        return full

    def _status(self) -> Json:
        return {"owner": self.owner, "pending": self.pending}

    def _after(self, after: int) -> list[Json]:
        return [{key: value for key, value in one.items() if key != "cid"} for one in self.messages[after:]]

    async def _poll(self, request: web.Request) -> web.Response:
        after, wait = int(request.query["after"]), float(request.query["wait"])
        try:
            async with asyncio.timeout(wait or 0.01), self._changed:
                await self._changed.wait_for(lambda: len(self.messages) > after or self.deleted)
        except TimeoutError:
            pass
        answer = {"messages": self._after(after), **self._status()}
        return web.json_response(answer)

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        if not self.streaming:
            return self._error(501)
        after = int(request.query["after"])
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        told: Json | None = None
        while True:
            for one in self._after(after):
                after = one["seq"]
                await response.write(f"id: {after}\ndata: {json.dumps(one)}\n\n".encode())
            if told != self._status():
                told = self._status()
                await response.write(f"data: {json.dumps(told)}\n\n".encode())
            async with self._changed:
                while len(self.messages) <= after and told == self._status():
                    await self._changed.wait()

    async def _export(self, _: web.Request) -> web.Response:
        return web.json_response({"messages": self.messages})

    async def _delete(self, _: web.Request) -> web.Response:
        self.deleted, self.messages = True, []
        self.deletions += 1
        return web.Response(status=204)
