"""Is everything there that a start needs, and if not, what is missing?"""

import errno
import re
import shutil
import socket
import subprocess
from pathlib import Path

from app.cli.errors import Failure

NODE_MINIMUM = (20, 9)
DISK_BYTES_FIRST_START = 1_500_000_000
DISK_BYTES_LATER = 200_000_000


def reserve_port(host: str, port: int) -> socket.socket:
    """Take the port at once, so that nobody else has it when the server is ready to listen.

    The socket does not listen yet: whoever connects early is refused and tries again.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, OverflowError) as error:
        raise Failure(
            f"The address {host}:{port} cannot be used: {error}.",
            "Name an address of this machine with --host, such as 127.0.0.1 or 0.0.0.0.",
        ) from error
    reserved = socket.socket(family, kind, protocol)
    reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        reserved.bind(address)
    except OSError as error:
        reserved.close()
        raise port_failure(host, port, error) from error
    return reserved


def port_failure(host: str, port: int, error: OSError) -> Failure:
    """What to say about a port that cannot be had."""
    if error.errno == errno.EADDRINUSE:
        return Failure(
            f"Port {port} is in use by another program.",
            f"Stop that program, or choose another port: ./tanamori up --port {port + 1}",
        )
    if error.errno == errno.EACCES:
        return Failure(
            f"Port {port} is reserved for the system's administrator.",
            "Choose a port above 1023, such as: ./tanamori up --port 8000",
        )
    return Failure(
        f"The address {host}:{port} cannot be used: {error.strerror}.",
        "Name an address of this machine with --host, such as 127.0.0.1 or 0.0.0.0.",
    )


def require_node() -> None:
    """Raise ``Failure`` unless Node.js, which builds the web app, is there and new enough."""
    wanted = ".".join(str(part) for part in NODE_MINIMUM)
    remedy = (
        f"Install Node.js {wanted} or newer, with npm; "
        "or start without the web app: ./tanamori up --no-web"
    )
    node = shutil.which("node")
    if node is None:
        raise Failure("Node.js is not installed; it builds the web app.", remedy)
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = said.stdout.strip()
    found = re.match(r"v(\d+)\.(\d+)", version)
    if found is None or (int(found[1]), int(found[2])) < NODE_MINIMUM:
        raise Failure(f"Node.js {version or 'of an unknown version'} is too old ({node}).", remedy)
    if shutil.which("npm") is None:
        raise Failure(f"Node.js {version} comes without npm; it builds the web app.", remedy)


def require_space(directory: Path, *, first_start: bool) -> None:
    """Raise ``Failure`` when the disk has no room for a build and a database."""
    existing = next(path for path in (directory, *directory.parents) if path.exists())
    needed = DISK_BYTES_FIRST_START if first_start else DISK_BYTES_LATER
    free = shutil.disk_usage(existing).free
    if free < needed:
        raise Failure(
            f"The disk is nearly full: {free / 1e9:.1f} GB are free, "
            f"{needed / 1e9:.1f} GB are needed.",
            f"Free some space on the disk that holds {existing}, "
            "or keep the data elsewhere with --data-dir.",
        )
