"""Say what a page may load and do, so that injected text cannot act.

Content Security Policy Level 3: scripts come from this server, or are the inline scripts of the
exported page, named by their hash. Styles may be inline: React, the charts and the toasts set
style attributes, which no hash can name; a style runs no code.
"""

import base64
import hashlib
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

from starlette.responses import Response

DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
# Only what the product uses; the camera reads barcodes.
PERMISSIONS = "camera=(self), " + ", ".join(
    f"{name}=()"
    for name in "accelerometer display-capture geolocation gyroscope magnetometer microphone midi "
    "payment publickey-credentials-get usb".split()
)
HSTS = "max-age=31536000"
PAGES_REMEMBERED = 64


class _InlineScripts(HTMLParser):
    """Collects the text of the scripts that stand in a page itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.texts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and all(name != "src" for name, _ in attrs)
        if self._inside:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the name of the base class
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data


def inline_hashes(html: str) -> list[str]:
    """The sources ``'sha256-…'`` that allow the inline scripts of a page, each once."""
    found = _InlineScripts()
    found.feed(html)
    digests = (hashlib.sha256(text.encode()).digest() for text in found.texts)
    return list(
        dict.fromkeys(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    )


def page_policy(html: str) -> str:
    """The policy of a page that this server sends."""
    scripts = " ".join(["'self'", *inline_hashes(html)])
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def set_page_policy(response: Response, file: Path) -> None:
    """Give the answer with this file the policy of the page; computed once for each version."""
    stat = file.stat()
    response.headers["Content-Security-Policy"] = _policy_of(file, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=PAGES_REMEMBERED)
def _policy_of(file: Path, _modified: int, _size: int) -> str:
    return page_policy(file.read_text(encoding="utf-8"))
