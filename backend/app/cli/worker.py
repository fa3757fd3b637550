"""One process that serves HTTP and sockets for ``tanamori up``.

``python -m app.cli.worker SOCKET PARENT``: the handle of a listening socket that all workers share,
and the process that looks after them. A worker never outlives that process, not even when it is
killed, so that the port is free when it is started again.
"""

import ctypes
import os
import resource
import signal
import socket
import sys
import threading
import time

import uvicorn

APPLICATION = "app.main:app"
HTTP_PROTOCOL = "app.http.limited_protocol:LimitedHttp"
WEBSOCKET_PROTOCOL = "app.realtime.socket_protocol:SocketProtocol"
WEBSOCKET_BYTES_MAX = 65_536
GRACEFUL_SECONDS = 5
FILES_MAX = 65_536
# Linux: prctl(PR_SET_PDEATHSIG, ...) asks for a signal when the parent ends.
PR_SET_PDEATHSIG = 1


class Server(uvicorn.Server):
    """uvicorn, which tells the readers when to come back before it hangs up."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        application = self.config.loaded_app
        # uvicorn puts layers of its own around it.
        while not hasattr(application, "state") and hasattr(application, "app"):
            application = application.app
        if readers := getattr(getattr(application, "state", None), "websockets", None):
            readers.drain()
        await super().shutdown(sockets)


def main(application: str = APPLICATION) -> None:
    """Serve until told to stop."""
    handle, parent = (int(word) for word in sys.argv[1:3])
    end_with(parent)
    # Ctrl-C is the supervisor's business; it asks the workers by SIGTERM.
    config = uvicorn.Config(
        application,
        loop="uvloop",
        http=HTTP_PROTOCOL,
        ws=WEBSOCKET_PROTOCOL,
        ws_max_size=WEBSOCKET_BYTES_MAX,
        ws_per_message_deflate=False,
        # A slow reader may take long to come to a ping. Heartbeats tell it of us, and TCP tells us
        # when it has gone (`app.realtime.socket_protocol`).
        ws_ping_interval=None,
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
    )
    allow_many_sockets()
    with socket.socket(fileno=handle) as listening:
        server = Server(config)
        server.run(sockets=[listening])
    if not server.started:
        raise SystemExit(3)


def allow_many_sockets() -> None:
    """As many open files as the system lets us have; usual shells begin with about a thousand."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES_MAX if hard == resource.RLIM_INFINITY else min(FILES_MAX, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def end_with(parent: int) -> None:
    """See to it that this process gets SIGTERM when ``parent`` is gone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:
        raise SystemExit(1)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
