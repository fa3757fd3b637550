"""Does the piece of a web page that the guide shows follow the feed?

It runs in Node, with what a browser would add: the address of the page, the cookie and `Origin`.
"""

import json
import shutil
import subprocess
import urllib.request
from http.cookies import SimpleCookie
from pathlib import Path

from app.cli.accounts import EMAIL_DEFAULT
from tests.docs.conftest import PASSWORD, GuideServer
from tests.docs.markdown import GUIDE, fences

SECONDS_MAX = 30

# The reader of the page: writes as soon as it has loaded, and ends with the change it hears of.
PAGE = """
const [address, cookie] = process.argv.slice(2);
const headers = { cookie, origin: address };
globalThis.location = new URL(address);
const Socket = globalThis.WebSocket;
globalThis.WebSocket = class extends Socket {
  constructor(url) { super(url, { headers }); }
};
const { follow } = await import("./follow.mjs");

async function openItem() {
  console.log("reload");
  const body = JSON.stringify({ sku: "PAGE-1", name: "Seen on a page" });
  const answer = await fetch(`${address}/api/v1/items`, {
    method: "POST", body, headers: { ...headers, "Content-Type": "application/json" },
  });
  if (answer.status !== 201) throw new Error(await answer.text());
}

follow({
  onReload: () => void openItem(),
  onChanges: (changes) => {
    for (const change of changes) console.log(change.type, change.after.sku);
    process.exit(0);
  },
});
"""


def test_the_page_hears_of_a_change(guide_server: GuideServer, tmp_path: Path) -> None:
    """In English; the Japanese guide shows the same program."""
    node = shutil.which("node")
    assert node, "the web app is built with Node, so a developer has it"
    blocks = fences(GUIDE / "en" / "stream.md")
    example = next(block.text for block in blocks if block.language == "js")
    (tmp_path / "follow.mjs").write_text(example, encoding="utf-8")
    (tmp_path / "page.mjs").write_text(PAGE, encoding="utf-8")
    done = subprocess.run(
        [node, "--experimental-websocket", "page.mjs", guide_server.address, _cookie(guide_server)],
        cwd=tmp_path,
        env={"PATH": guide_server.environment["PATH"], "no_proxy": "127.0.0.1"},
        capture_output=True,
        text=True,
        timeout=SECONDS_MAX,
        check=False,
    )
    assert done.stdout.splitlines() == ["reload", "catalog.item_changed PAGE-1"], done.stderr


def _cookie(server: GuideServer) -> str:
    body = json.dumps({"email": EMAIL_DEFAULT, "password": PASSWORD}).encode()
    request = urllib.request.Request(
        f"{server.address}/api/v1/auth/login", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=SECONDS_MAX) as answer:
        cookie = SimpleCookie(answer.headers["Set-Cookie"])
    return "; ".join(f"{name}={morsel.value}" for name, morsel in cookie.items())
