"""Accounts over HTTP: in, out, and who may do what."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from app.auth import service
from app.core.clock import now
from tests.factories.shop import made
from tests.fixtures.application import PASSWORD, Application
from tests.fixtures.feed import until
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

LOGIN = "/api/v1/auth/login"
ME = "/api/v1/auth/me"
USERS = "/api/v1/users"


async def test_login_gives_a_token_and_a_cookie_that_scripts_cannot_read(
    application: Application, anonymous: AsyncClient
) -> None:
    browser = await application.client()
    response = await browser.post(LOGIN, json={"email": "Admin@Shop.TEST ", "password": PASSWORD})
    result = made(response, 200)
    assert (result["token_type"], result["expires_in"]) == ("bearer", 168 * 3600)
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    me = made(await browser.get(ME), 200)
    assert (me["email"], me["role"]) == ("admin@shop.test", "admin")
    assert {"stock:write", "price:write", "cost:read", "user:write"} <= set(me["scopes"])
    bearer = {"Authorization": f"bearer {result['access_token']}"}
    assert made(await anonymous.get(ME, headers=bearer), 200) == me


async def test_logout_ends_cookie_and_token_at_once(
    application: Application, anonymous: AsyncClient
) -> None:
    browser = await application.client()
    body = {"email": "viewer@shop.test", "password": PASSWORD}
    token = made(await browser.post(LOGIN, json=body), 200)["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    assert (await anonymous.get(ME, headers=bearer)).status_code == 200
    left = await browser.post("/api/v1/auth/logout", headers={"Origin": "http://shop.test"})
    assert left.status_code == 204
    assert "tanamori_session" not in browser.cookies
    assert_problem(await anonymous.get(ME, headers=bearer), 401, "session_ended")
    again = await anonymous.post("/api/v1/auth/logout", headers=bearer)
    assert_problem(again, 401, "session_ended")


@pytest.mark.parametrize(
    "body",
    [
        {"email": "admin@shop.test", "password": "wrong"},
        {"email": "nobody@shop.test", "password": PASSWORD},
        {"email": "admin@shop.test'--", "password": PASSWORD},
    ],
)
async def test_wrong_credentials_say_nothing_more(
    anonymous: AsyncClient, records: Records, body: dict[str, str]
) -> None:
    sessions = await records.value("SELECT count(*) FROM sessions")
    problem = assert_problem(await anonymous.post(LOGIN, json=body), 401, "wrong_credentials")
    assert problem["detail"] == "Check the e-mail address and the password."
    assert await records.value("SELECT count(*) FROM sessions") == sessions


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"email": "no address", "password": "x"}, "email"),
        ({"email": "a@b\0", "password": "x"}, "email"),
        ({"email": "a@b", "password": ""}, "password"),
        ({"email": "a@b", "password": "a" * 1_001}, "password"),
        ({"email": "a@b"}, "password"),
        ({"email": "a@b", "password": "x", "remember": True}, "remember"),
    ],
)
async def test_bad_logins(anonymous: AsyncClient, body: dict[str, Any], field: str) -> None:
    response = await anonymous.post(LOGIN, json=body)
    assert_problem(response, 422, "invalid", field)


async def test_a_password_is_never_sent_back(anonymous: AsyncClient, admin: AsyncClient) -> None:
    secret = "open sesame, open"
    for client, path, body in (
        (anonymous, LOGIN, {"email": "not an address", "password": secret}),
        (admin, USERS, {"email": "not an address", "password": secret, "role": "king"}),
        (admin, USERS, {"email": "secret@shop.test", "password": secret}),
    ):
        assert secret not in (await client.post(path, json=body)).text
    assert "password" not in (await admin.get(USERS)).text


async def test_a_session_ends_by_itself(
    application: Application, anonymous: AsyncClient, records: Records
) -> None:
    body = {"email": "viewer@shop.test", "password": PASSWORD}
    token = made(await anonymous.post(LOGIN, json=body), 200)["access_token"]
    anonymous.cookies.clear()
    await records.rows(
        "UPDATE sessions SET expires_at = $1 WHERE token_hash = $2",
        now() - timedelta(seconds=1),
        service.digest(token),
    )
    bearer = {"Authorization": f"Bearer {token}"}
    assert_problem(await anonymous.get(ME, headers=bearer), 401, "session_ended")
    # The next login sweeps the rest away.
    await anonymous.post(LOGIN, json=body)
    anonymous.cookies.clear()
    gone = "SELECT count(*) FROM sessions WHERE token_hash = $1"
    assert await records.value(gone, service.digest(token)) == 0


async def test_a_token_is_remembered_only_for_seconds(
    anonymous: AsyncClient, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = {"email": "viewer@shop.test", "password": PASSWORD}
    token = made(await anonymous.post(LOGIN, json=body), 200)["access_token"]
    anonymous.cookies.clear()
    bearer = {"Authorization": f"Bearer {token}"}
    assert (await anonymous.get(ME, headers=bearer)).status_code == 200
    await records.rows("DELETE FROM sessions WHERE token_hash = $1", service.digest(token))
    monkeypatch.setattr(service, "CACHE_SECONDS", 0.0)
    assert_problem(await anonymous.get(ME, headers=bearer), 401, "session_ended")


async def test_a_token_in_use_is_asked_for_ahead_of_time(
    anonymous: AsyncClient, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that not everybody has to wait at once when its seconds are over."""
    body = {"email": "viewer@shop.test", "password": PASSWORD}
    token = made(await anonymous.post(LOGIN, json=body), 200)["access_token"]
    anonymous.cookies.clear()
    bearer = {"Authorization": f"Bearer {token}"}
    assert (await anonymous.get(ME, headers=bearer)).status_code == 200
    await records.rows("DELETE FROM sessions WHERE token_hash = $1", service.digest(token))
    monkeypatch.setattr(service, "REFRESH_SECONDS", 0.0)
    # Still answered from memory; but meanwhile it is found out.
    assert (await anonymous.get(ME, headers=bearer)).status_code == 200

    async def found_out() -> bool:
        return (await anonymous.get(ME, headers=bearer)).status_code == 401

    await until(found_out)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer \x7f", "é"])
async def test_strange_credentials(anonymous: AsyncClient, header: str) -> None:
    headers = {b"Authorization": header.encode("latin-1")}
    response = await anonymous.get(ME, headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"


async def test_accounts(admin: AsyncClient, viewer: AsyncClient, records: Records) -> None:
    body = {"email": "New@shop.test", "name": "新人", "password": "a good password"}
    user = made(await admin.post(USERS, json=body), 201)
    assert (user["email"], user["name"], user["role"]) == ("New@shop.test", "新人", "viewer")
    assert user in made(await admin.get(USERS), 200)["items"]
    before = await records.traces()
    taken = await admin.post(USERS, json=body | {"email": "new@SHOP.test"})
    assert_problem(taken, 409, "email_taken")
    short = await admin.post(USERS, json=body | {"email": "x@y", "password": "short"})
    assert_problem(short, 422, "invalid", "password")
    king = await admin.post(USERS, json=body | {"email": "x@y", "role": "king"})
    assert_problem(king, 422, "invalid", "role")
    assert_problem(await viewer.post(USERS, json=body), 403, "forbidden")
    assert_problem(await viewer.get(USERS), 403, "forbidden")
    assert await records.traces() == before


async def test_an_address_has_one_account_however_many_ask_at_once(admin: AsyncClient) -> None:
    body = {"email": "at-once@shop.test", "password": "a good password"}
    answers = await asyncio.gather(*(admin.post(USERS, json=body) for _ in range(4)))
    refused = [answer for answer in answers if answer.status_code != 201]
    assert len(refused) == 3
    for answer in refused:
        assert_problem(answer, 409, "email_taken", "email")


@pytest.mark.parametrize(
    "email",
    ["ｔwin@shop.test", "tw\u200bin@shop.test", "Twin@shop\u3002test", "twin@shоp.test"],
)
async def test_create_with_an_address_that_looks_the_same_is_refused(
    admin: AsyncClient, email: str
) -> None:
    body = {"email": "twin@shop.test", "password": "a good password"}
    assert (await admin.post(USERS, json=body)).status_code in {201, 409}
    answer = await admin.post(USERS, json=body | {"email": email})
    assert_problem(answer, 409, "email_taken", "email")


async def test_a_new_password_ends_every_session(
    application: Application, anonymous: AsyncClient, admin: AsyncClient
) -> None:
    body = {"email": "changer@shop.test", "password": "the old password"}
    await admin.post(USERS, json=body)
    token = made(await anonymous.post(LOGIN, json=body), 200)["access_token"]
    anonymous.cookies.clear()
    bearer = {"Authorization": f"Bearer {token}"}
    assert (await anonymous.get(ME, headers=bearer)).status_code == 200
    auth: service.AuthService = application.app.state.auth
    await auth.change_password("CHANGER@shop.test", "the new password")
    assert_problem(await anonymous.get(ME, headers=bearer), 401, "session_ended")
    assert_problem(await anonymous.post(LOGIN, json=body), 401, "wrong_credentials")


async def test_a_secure_cookie_where_the_settings_say_so(application: Application) -> None:
    browser = await application.client()
    settings = application.app.state.context.settings
    object.__setattr__(settings, "cookie_secure", True)
    try:
        body = {"email": "viewer@shop.test", "password": PASSWORD}
        response = await browser.post(LOGIN, json=body)
    finally:
        object.__setattr__(settings, "cookie_secure", False)
    assert "Secure" in response.headers["set-cookie"]
