"""What a page may load, and to which names the server answers."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from httpx import AsyncClient

from app.http.hosts import name_of
from app.http.policies import inline_hashes, page_policy
from tests.fixtures.problems import assert_problem


def source_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class TestPagePolicy:
    def test_inline_scripts_are_named_by_their_hash_and_others_are_not(self) -> None:
        html = '<script>a &amp;&lt; b</script><script src="/x.js"></script><script async>c</script>'
        assert inline_hashes(html) == [source_of("a &amp;&lt; b"), source_of("c")]

    def test_policy_allows_no_other_inline_script(self) -> None:
        (scripts,) = [
            part for part in page_policy("<p>").split("; ") if part.startswith("script-src")
        ]
        assert scripts == "script-src 'self'"

    async def test_page_has_the_policy_of_its_present_content(
        self, anonymous: AsyncClient, web_root: Path
    ) -> None:
        page = web_root / "scripted.html"
        page.write_text("<script>1</script>", encoding="utf-8")
        first = (await anonymous.get("/scripted")).headers["content-security-policy"]
        assert source_of("1") in first
        page.write_text("<script>22</script>", encoding="utf-8")
        second = (await anonymous.get("/scripted")).headers["content-security-policy"]
        assert source_of("22") in second
        assert source_of("1") not in second

    @pytest.mark.parametrize("path", ["/docs", "/redoc", "/docs/problems"])
    async def test_documentation_may_run_its_own_scripts_only(
        self, anonymous: AsyncClient, path: str
    ) -> None:
        answer = await anonymous.get(path)
        assert answer.status_code == 200
        policy = answer.headers["content-security-policy"]
        (scripts,) = [part for part in policy.split("; ") if part.startswith("script-src")]
        assert "unsafe-inline" not in scripts
        inline = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
        assert all(source_of(text) in scripts for text in inline)

    async def test_answers_of_the_api_load_nothing(self, viewer: AsyncClient) -> None:
        headers = (await viewer.get("/api/v1/items")).headers
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "camera=(self)" in headers["permissions-policy"]
        assert "strict-transport-security" not in headers

    async def test_tls_is_asked_for_where_it_was_used(self, anonymous: AsyncClient) -> None:
        answer = await anonymous.get("https://shop.test/api/v1/items")
        assert answer.headers["strict-transport-security"].startswith("max-age=")


class TestHost:
    @pytest.mark.parametrize(
        "host",
        ["shop.test", "SHOP.test:8000", "127.0.0.1:80", "192.168.1.5", "[::1]:8000", "localhost"],
    )
    async def test_known_name_is_answered(self, viewer: AsyncClient, host: str) -> None:
        assert (await viewer.get("/api/v1/items", headers={"Host": host})).status_code == 200

    @pytest.mark.parametrize("host", ["evil.test", "shop.test.evil.test", "localhost.evil.test"])
    async def test_other_name_is_rejected_with_the_remedy(
        self, viewer: AsyncClient, host: str
    ) -> None:
        refused = await viewer.get("/api/v1/items", headers={"Host": host})
        problem = assert_problem(refused, 421, "unknown_host")
        assert "TANAMORI_ALLOWED_HOSTS" in problem["detail"]
        assert (await viewer.get("/health/live", headers={"Host": host})).status_code == 200

    @pytest.mark.parametrize(
        ("header", "name"),
        [
            ("Shop.Test.:80", "shop.test"),
            ("[::1]:1", "::1"),
            ("[::1]", "::1"),
            ("", ""),
            ("a", "a"),
        ],
    )
    def test_name_is_taken_from_the_header(self, header: str, name: str) -> None:
        assert name_of(header) == name
