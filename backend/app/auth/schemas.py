"""What is said about logging in?"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr
from pydantic_core import PydanticCustomError

from app.auth.types import Role
from app.core.identifiers import clean_name
from app.core.schema import Input, Schema, Text, Timestamp, identifier

EMAIL_MAX = 254


def _address(email: str) -> str:
    # Registrars take an ideographic full stop for a dot (RFC 3490, section 3.1).
    email = email.replace("\u3002", ".")
    if " " in email or email.count("@") != 1:
        raise PydanticCustomError("email", "write it as name@example.com")
    return email


Email = Annotated[
    Text,
    Field(min_length=3, max_length=EMAIL_MAX, pattern=r"^[^@\s]+@[^@\s]+$", examples=["a@shop.jp"]),
    identifier(EMAIL_MAX),
    AfterValidator(_address),
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
    name: Annotated[Text, AfterValidator(clean_name)] = Field("", max_length=200)
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
