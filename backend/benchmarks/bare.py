"""What does a request cost that asks for nothing?

An application that answers everything with the same 263 bytes, served by the same worker with the
same settings as Tanamori: what is left of its rate is the price of what Tanamori does.
"""

from starlette.types import Receive, Scope, Send

from app.cli.worker import main

BODY = b'{"text":"' + b"x" * 252 + b'"}'
START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(BODY)).encode()),
    ],
}
END = {"type": "http.response.body", "body": BODY}


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] != "http":
        raise RuntimeError("speaks HTTP alone")
    await receive()
    await send(START)
    await send(END)


if __name__ == "__main__":
    main("benchmarks.bare:app")
