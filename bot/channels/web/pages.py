"""The page that shows the widget, the files it needs, and the description of the chat API."""

from pathlib import Path

from aiohttp import web

from datafiles import read_yaml

ROOT = Path(__file__).resolve().parents[3]
PAGES = ROOT / "bot" / "pages"
DESCRIPTION = Path(__file__).parent / "openapi.yml"
STATIC = {
    "suunta-widget.js": (ROOT / "web" / "dist" / "suunta-widget.js", "text/javascript"),
    "suunta-contact.js": (ROOT / "web" / "dist" / "suunta-contact.js", "text/javascript"),
    "chat.css": (PAGES / "chat.css", "text/css"),
    "plan.css": (PAGES / "plan.css", "text/css"),
    "form.css": (PAGES / "form.css", "text/css"),
    "icon.svg": (PAGES / "icon.svg", "image/svg+xml"),
}


def add_routes(app: web.Application) -> None:
    """Add the page and its files."""
    app.router.add_get("/", front, name="front")
    app.router.add_get("/chat", chat, name="chat")
    app.router.add_get("/static/{name}", static, name="static")
    description = read_yaml(DESCRIPTION)

    async def openapi(request: web.Request) -> web.Response:
        return web.json_response(description)

    app.router.add_get("/openapi.json", openapi, name="openapi")


async def front(request: web.Request) -> web.Response:
    """Lead to the conversation."""
    raise web.HTTPFound("/chat")


async def chat(request: web.Request) -> web.FileResponse:
    """The page with the widget."""
    return web.FileResponse(PAGES / "chat.html", headers={"Content-Type": "text/html; charset=utf-8"})


async def static(request: web.Request) -> web.FileResponse:
    """One of the few files that the page needs; anything else is not found."""
    if request.match_info["name"] not in STATIC:
        raise web.HTTPNotFound
    path, kind = STATIC[request.match_info["name"]]
    headers = {"Content-Type": f"{kind}; charset=utf-8", "Cache-Control": "public, max-age=300"}
    return web.FileResponse(path, headers=headers)
