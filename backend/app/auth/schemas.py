"""What is said about logging in?"""

from typing import Annotated, Literal

from pydantic import Field, SecretStr

from app.auth.types import Role
from app.core.schema import Input, Schema, Text, Timestamp

Email = Annotated[
    Text, Field(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$", examples=["a@shop.jp"])
]


class LoginRequest(Input):
    email: Email
    password: SecretStr = Field(min_length=1, max_length=1_000)


class LoginResult(Schema):
    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - a word, no secret
    expires_in: int = Field(description="Seconds until the token ends.")


class StreamTicketOut(Schema):
    ticket: str = Field(description="Good for one socket; send it as the first message.")
    expires_in: int = Field(description="Seconds until the ticket ends.")


class MeOut(Schema):
    id: int
    email: str
    name: str
    role: Role
    scopes: list[str]


class UserCreate(Input):
    email: Email
    name: Text = Field("", max_length=200)
    password: SecretStr = Field(min_length=10, max_length=1_000)
    role: Role = "viewer"


class UserOut(Schema):
    id: int
    email: str
    name: str
    role: Role
    active: bool
    version: int
    created_at: Timestamp
