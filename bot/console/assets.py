"""The console's files: its style and scripts, htmx, the letters; nothing comes from another origin."""

from pathlib import Path

from aiohttp import web

ROOT = Path(__file__).resolve().parents[2]
OWN = Path(__file__).parent / "static"
BUILT = ROOT / "web" / "dist" / "console"
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}


def files() -> dict[str, Path]:
    """Every file that is served, by name."""
    found = [path for folder in (BUILT, OWN) for path in folder.iterdir() if path.suffix in KINDS]
    return {path.name: path for path in found}


def add_routes(app: web.Application) -> None:
    """Serve the files as they are at start; anything else is not found."""
    known = files()

    async def static(request: web.Request) -> web.FileResponse:
        path = known.get(request.match_info["name"])
        if path is None:
            raise web.HTTPNotFound
        headers = {"Content-Type": KINDS[path.suffix], "Cache-Control": "public, max-age=300"}
        return web.FileResponse(path, headers=headers)

    app.router.add_get("/console/static/{name}", static, name="console_static")
