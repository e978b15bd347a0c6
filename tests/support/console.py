"""A counsellor's browser, for tests: cookies, forms with their token, no scripts."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import aiohttp
import yaml

TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered."""

    status: int
    text: str
    address: str
    headers: dict[str, str]


class Browser:
    """One browser. Without `sign_in` nobody is signed in."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=aiohttp.ClientTimeout(total=15)
        )
        self.csrf = ""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.session.close()

    async def sign_in(self, account: str) -> Page:
        """Sign in as a made-up person."""
        page = await self.post("/console/sign-in/development", account=account)
        if found := TOKEN.search(page.text):
            self.csrf = found.group(1)
        return page

    async def get(self, path: str, **headers: str) -> Page:
        """Open an address."""
        async with self.session.get(self.url + path, headers=headers) as answer:
            return Page(answer.status, await answer.text(), answer.url.path, dict(answer.headers))

    async def post(self, path: str, **form: str) -> Page:
        """Send a form as a page of ours would; `csrf` may be given wrongly."""
        return await self.send(path, {"csrf": self.csrf, **form}, {"Origin": self.url})

    async def send(self, path: str, form: dict[str, str], headers: dict[str, str]) -> Page:
        """Send a form with headers of one's own."""
        async with self.session.post(self.url + path, data=form, headers=headers) as answer:
            return Page(answer.status, await answer.text(), answer.url.path, dict(answer.headers))

    @asynccontextmanager
    async def live(self, path: str, after: int = 0) -> AsyncIterator[aiohttp.StreamReader]:
        """The event stream of a page."""
        async with self.session.get(
            f"{self.url}{path}/live", params={"after": str(after)}, headers={"Accept": "text/event-stream"}
        ) as answer:
            assert answer.status == 200, await answer.text()
            yield answer.content


async def event_of(stream: aiohttp.StreamReader, name: str, containing: str = "") -> str:
    """Read on to the next event of a name that contains a text; its data."""
    block: list[str] = []
    while line := (await stream.readline()).decode():
        if line.strip():
            block.append(line.rstrip("\n"))
            continue
        data = "\n".join(part.removeprefix("data: ") for part in block if part.startswith("data: "))
        if f"event: {name}" in block and containing in data:
            return data
        block = []
    raise AssertionError(f"the stream ended without {name} {containing!r}")


def organisations_file(path: Path) -> Path:
    """Two organisations with a person of every role in each, always open."""
    roles = ("counsellor", "lead", "admin", "auditor", "funder")
    hours = {day: {"opens": "00:00", "closes": "23:59:59"} for day in WEEK}
    content = {
        "organisations": [
            {
                "id": name,
                "name": f"Ohjaamo {name.title()}",
                "groups": {role: [f"{name}-{role}"] for role in roles},
                "sources": [source],
                "hours": hours,
            }
            for name, source in (("ohjaus", "poster"), ("etela", "library"))
        ],
        "development_accounts": [
            {"handle": f"{role}.{name}", "name": f"{role} {name}", "organisation": name, "roles": [role]}
            for name in ("ohjaus", "etela")
            for role in roles
        ]
        + [
            {
                "handle": "molemmat",
                "name": "Molemmat",
                "organisation": "ohjaus",
                "roles": ["counsellor"],
                "elsewhere": {"etela": ["lead"]},
            }
        ]
        + [{"handle": "toinen.ohjaus", "name": "Toinen", "organisation": "ohjaus", "roles": ["counsellor"]}],
    }
    file = path / "organisations.yml"
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    return file
