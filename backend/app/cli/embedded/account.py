"""As which user may an embedded server run, and where can that user reach its files?

PostgreSQL refuses to run as root. When the commands run as root, the servers run as an account
without rights: ``tanamori`` where an administrator made one, else ``nobody``. That account cannot
enter a directory such as ``/root``. Opening somebody's home to everyone would be wrong, so what it
needs is then kept in ``/var/lib/tanamori`` instead.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.cli.errors import Failure

ACCOUNT_NAMES = ("tanamori", "nobody")
REACHABLE_ROOT = Path("/var/lib/tanamori")


@dataclass(frozen=True)
class Account:
    """The user that the servers run as; ``uid`` is None when that is simply the current one."""

    uid: int | None = None
    gid: int | None = None

    def popen_options(self) -> dict[str, Any]:
        """What ``subprocess`` needs to start a program as this account."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Hand a file or an empty directory over to this account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, directory: Path) -> bool:
        return self._test("-x", directory)

    def can_read(self, path: Path) -> bool:
        return self._test("-r", path)

    def _test(self, question: str, path: Path) -> bool:
        if self.uid is None:
            return True
        command = ["/bin/sh", "-c", f'test {question} "$0"', str(path)]
        try:
            # The shell asks as that account, so links, mounts and every parent count.
            asked = subprocess.run(command, cwd="/", **self.popen_options(), check=False)
        except OSError as error:
            raise Failure(
                f"PostgreSQL does not run as root, and here root may not become another account: "
                f"{error.strerror}.",
                "Run the command as an ordinary user, or name servers of your own in "
                "DATABASE_URL and REDIS_URL.",
            ) from error
        return asked.returncode == 0


def choose_account(existing: Path) -> Account:
    """The owner of the existing database files, or the account for new ones."""
    if os.geteuid() != 0:
        return Account()
    if existing.exists():
        status = existing.stat()
        if status.st_uid != 0:
            return Account(status.st_uid, status.st_gid)
    for name in ACCOUNT_NAMES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise Failure(
        "PostgreSQL does not run as root, and this system has no account 'nobody'.",
        "Run the command as an ordinary user, or make one: useradd --system tanamori",
    )


def prepare_data_dir(data_dir: Path) -> None:
    """Make the data directory, and say plainly when it cannot be used."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        # Root's servers run as another account: it may pass through, and read nothing.
        data_dir.chmod(0o711 if os.geteuid() == 0 else 0o700)
    except OSError as error:
        raise Failure(
            f"The data directory {data_dir} cannot be used: {error.strerror}.",
            "Choose another one with --data-dir, or run as the user who owns it.",
        ) from error


def reachable_home(account: Account, data_dir: Path, name: str) -> Path:
    """The directory ``name`` of the data directory, elsewhere if the account cannot get there.

    Elsewhere means a directory of its own below ``/var/lib/tanamori``, to which a link in the
    data directory points.
    """
    link = data_dir / name
    if link.is_symlink() and not link.resolve().parent.exists():
        raise Failure(
            f"{link} points to {link.resolve()}, which is gone.",
            "Bring that directory back; or remove the link to begin with an empty database.",
        )
    if link.is_symlink() or link.exists():
        return link.resolve()
    if account.can_enter(data_dir):
        return link
    home = REACHABLE_ROOT / f"data-{uuid.uuid4().hex[:12]}"
    _make_reachable_root()
    home.mkdir(mode=0o711)
    (home / "OWNER").write_text(f"{data_dir}\n", encoding="utf-8")
    link.symlink_to(home / name)
    return home / name


def reachable_copy(account: Account, package: Path, parts: list[str], probe: str) -> Path:
    """A directory from which the account can run the programs of an installed package.

    ``parts`` are the paths below ``package`` that belong together, ``probe`` the one that must be
    readable. Returns ``package`` itself wherever that is possible, else a copy.
    """
    if account.can_read(package / probe):
        return package
    _make_reachable_root()
    # Named by what it holds: every installation of the same build shares one copy.
    content = hashlib.sha256((package / probe).read_bytes()).hexdigest()
    copy = REACHABLE_ROOT / f"programs-{Path(probe).name}-{content[:16]}"
    if copy.exists():
        return copy
    temporary = Path(tempfile.mkdtemp(dir=REACHABLE_ROOT))
    for part in parts:
        source = package / part
        if source.is_dir():
            shutil.copytree(source, temporary / part, symlinks=True)
        else:
            (temporary / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, temporary / part)
    for path in [temporary, *temporary.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    for program in temporary.rglob("bin/*"):
        program.chmod(program.stat().st_mode | 0o555)
    try:
        temporary.rename(copy)
    except OSError:
        # Another command made the same copy in the meantime.
        shutil.rmtree(temporary, ignore_errors=True)
    return copy


def installed_package(name: str) -> Path:
    """The directory of an installed package, found without running any of its code."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise Failure(f"The package {name} is not installed.", "Run ./tanamori up again.")
    return Path(spec.origin).resolve().parent


def _make_reachable_root() -> None:
    try:
        REACHABLE_ROOT.mkdir(parents=True, exist_ok=True)
        REACHABLE_ROOT.chmod(0o755)
    except OSError as error:
        raise Failure(
            f"The database account cannot reach the data directory, and {REACHABLE_ROOT} "
            f"cannot be made: {error.strerror}.",
            "Choose a --data-dir outside of private directories such as /root.",
        ) from error
