"""The bounds of a sign-in over HTTP."""

import asyncio
import re

import pytest
from argon2 import PasswordHasher
from httpx import ASGITransport, AsyncClient

from app.auth import passwords
from app.auth.passwords import HashingLane
from app.auth.throttle import sign_in
from tests.factories.shop import made
from tests.fixtures.application import PASSWORD, Application
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

LOGIN = "/api/v1/auth/login"
RIGHT = {"email": "viewer@shop.test", "password": PASSWORD}
WRONG = {"email": "viewer@shop.test", "password": "wrong"}


@pytest.fixture(autouse=True)
def frozen(own_application: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    """No delay passes while a test runs."""
    buckets = own_application.app.state.auth._throttle._buckets
    monkeypatch.setattr(buckets, "_clock", lambda: 1_000.0)


def from_address(application: Application, address: str) -> AsyncClient:
    transport = ASGITransport(application.app, client=(address, 40_000))
    return AsyncClient(transport=transport, base_url="http://shop.test")


async def test_login_after_many_failures_has_to_wait_before_any_hash(
    own_application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    verify = passwords._verify

    def noted(password: str, password_hash: str | None) -> bool:
        hashed.append(password)
        return verify(password, password_hash)

    monkeypatch.setattr(passwords, "_verify", noted)
    async with from_address(own_application, "198.51.100.1") as attacker:
        await asyncio.gather(*(attacker.post(LOGIN, json=WRONG) for _ in range(20)))
        # One that found the queue full was given back; these use up what that left.
        for _ in range(sign_in.PAIR.free + 1):
            refused = await attacker.post(LOGIN, json=WRONG)
        assert_problem(refused, 429, "sign_in_throttled")
        assert 1 <= int(refused.headers["Retry-After"]) <= sign_in.CEILING_SECONDS
        assert len(hashed) == sign_in.PAIR.free + 1
        # The right password from there does not get in, or guesses would be told apart.
        assert_problem(await attacker.post(LOGIN, json=RIGHT), 429, "sign_in_throttled")
    async with from_address(own_application, "192.0.2.10") as owner:
        made(await owner.post(LOGIN, json=RIGHT), 200)


async def test_unknown_account_is_answered_as_a_wrong_password(
    own_application: Application,
) -> None:
    async with from_address(own_application, "198.51.100.2") as attacker:
        answers: dict[str, list[str]] = {}
        for email in ("viewer@shop.test", "nobody@shop.test"):
            answers[email] = []
            for _ in range(sign_in.PAIR.free + 3):
                body = {"email": email, "password": "wrong"}
                answer = await attacker.post(LOGIN, json=body)
                problem = answer.json() | {"request_id": ""}
                answers[email].append(re.sub(r"\d+ seconds?", "N", str(problem)))
    assert answers["viewer@shop.test"] == answers["nobody@shop.test"]


async def test_browser_that_signed_in_gets_in_while_its_network_guesses(
    own_application: Application,
) -> None:
    async with from_address(own_application, "198.51.100.3") as browser:
        first = await browser.post(LOGIN, json=RIGHT)
        made(first, 200)
        assert "tanamori_device" in browser.cookies
        async with from_address(own_application, "198.51.100.3") as attacker:
            for _ in range(sign_in.PAIR.free + 3):
                await attacker.post(LOGIN, json=WRONG)
            assert_problem(await attacker.post(LOGIN, json=RIGHT), 429, "sign_in_throttled")
        headers = {"Origin": "http://shop.test"}
        made(await browser.post(LOGIN, json=RIGHT, headers=headers), 200)


async def test_full_queue_is_503_and_costs_no_attempt(
    own_application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    auth = own_application.app.state.auth
    monkeypatch.setattr(auth, "_passwords", HashingLane(waiting_max=0))
    async with from_address(own_application, "198.51.100.4") as client:
        answers = await asyncio.gather(*(client.post(LOGIN, json=RIGHT) for _ in range(8)))
        busy = [answer for answer in answers if answer.status_code == 503]
        assert busy
        assert_problem(busy[0], 503, "sign_in_busy")
        assert int(busy[0].headers["Retry-After"]) >= 1
        client.cookies.clear()
        made(await client.post(LOGIN, json=RIGHT), 200)


async def test_login_with_a_hash_of_other_parameters_renews_it(
    own_application: Application, own_records: Records
) -> None:
    older = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(PASSWORD)
    await own_records.rows(
        "UPDATE users SET password_hash = $1 WHERE email = 'viewer@shop.test'", older
    )
    async with from_address(own_application, "192.0.2.11") as owner:
        made(await owner.post(LOGIN, json=RIGHT), 200)
        owner.cookies.clear()
        stored = await own_records.value(
            "SELECT password_hash FROM users WHERE email = 'viewer@shop.test'"
        )
        assert stored != older
        assert not passwords.needs_rehash(stored)
        made(await owner.post(LOGIN, json=RIGHT), 200)
