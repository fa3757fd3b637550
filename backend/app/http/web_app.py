"""How are the files of the web app served?

The export has one HTML file per page and hashed names for the rest: pages are asked for again each
time, everything else is kept for a year.
"""

import os
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketClose

from app.http.policies import set_page_policy

HASHED = "_next/static/"
API = "/api/"


class WebApp(StaticFiles):
    def __init__(self, directory: Path) -> None:
        super().__init__(directory=directory, html=True, check_dir=False)
        # Where nothing is built, nothing is found; that is no failure of the server.
        self.config_checked = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what no route does."""
        if scope["type"] == "websocket":
            await WebSocketClose()(scope, receive, send)
            return
        if f"{scope['path']}/".startswith(API):
            raise HTTPException(404, "There is no such path")
        await super().__call__(scope, receive, send)

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """``/login`` is the file ``login.html``, also where a folder ``login`` holds its data."""
        if not Path(path).suffix:
            page, stat = super().lookup_path(f"{path}.html")
            if stat is not None:
                return page, stat
        return super().lookup_path(path)

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        kept = path.startswith(HASHED) and response.status_code == 200
        response.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable" if kept else "no-cache"
        )
        if isinstance(response, FileResponse) and Path(response.path).suffix == ".html":
            set_page_policy(response, Path(response.path))
        return response
