"""``tanamori check``: is what the database says of itself true?"""

import asyncio
import dataclasses
import json
from collections.abc import Sequence
from typing import Annotated, Any

import asyncpg
import typer
from rich.table import Table
from rich.text import Text

from app.cli.check import keys
from app.cli.check.comparison import OUTBOX, Comparison
from app.cli.check.queries import COMPARISONS
from app.cli.check.repair import REMEDIES, plan_repair, repair
from app.cli.console import err, out
from app.cli.errors import Failure
from app.cli.migrations import migrate
from app.cli.paragraphs import help_of
from app.cli.progress import StageProgress
from app.cli.services import services
from app.core.settings import Settings
from app.stock.corrections import Correction

EXAMPLES_MAX = 20


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """What one comparison found; ``examples`` names the first differences."""

    name: str
    promise: str
    compared: int
    differences: int
    examples: list[str]


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """Every finding, and how many changes still wait for their number."""

    findings: list[Finding]
    waiting: int
    drained_wanted: bool

    @property
    def is_good(self) -> bool:
        waits = self.drained_wanted and self.waiting > 0
        return not waits and all(finding.differences == 0 for finding in self.findings)

    def as_dict(self) -> dict[str, Any]:
        return {
            "ok": self.is_good,
            "waiting": self.waiting,
            "comparisons": [dataclasses.asdict(finding) for finding in self.findings],
        }


def register(commands: typer.Typer) -> None:
    commands.command("check", help=help_of(check))(check)


def check(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    drained: Annotated[
        bool,
        typer.Option(
            "--drained",
            help="Changes that still wait to be announced are a difference too. They wait while "
            "no server runs, and for moments while one does.",
        ),
    ] = False,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix",
            help="Put right what can be: set balances to what their movements add up to, and "
            "announce again what readers were not told. Each correction is a line of the ledger "
            "or a change of the feed, and names its reason; nothing is rewritten.",
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before --fix writes.")] = False,
) -> None:
    """Compare ledger with balances, holds with what is reserved, feed with changes, and so on.

    Everything is read in one snapshot, so it may run beside a busy server. The exit code is 1 if
    anything differs (with --fix: still differs afterwards); each difference is named.
    """
    corrections: Sequence[Correction] | None = None
    with services() as settings:
        migrate(settings)
        verdict = asyncio.run(compare(settings, drained_wanted=drained))
        if fix:
            corrections = [] if verdict.is_good else _fix(settings, verdict, ask=not yes)
        if corrections:
            verdict = asyncio.run(compare(settings, drained_wanted=drained))
    if as_json:
        out.print_json(json.dumps(_document(verdict, corrections)))
    else:
        _show_corrections(corrections or ())
        _show(verdict)
        _show_remedies(verdict if fix else None)
    if not verdict.is_good:
        raise SystemExit(1)


def _fix(settings: Settings, verdict: Verdict, *, ask: bool) -> Sequence[Correction]:
    """Put right what can be, when the person agrees."""
    plan = asyncio.run(plan_repair(settings))
    if not plan.size:
        return []
    if ask:
        differences = sum(finding.differences for finding in verdict.findings)
        again = len(plan.announcements.keys() - set(plan.balances))
        err.print(
            f"Differences: {differences:,}. Balances to correct: {len(plan.balances):,}. Other "
            f"levels to announce again: {again:,}."
        )
        try:
            agreed = typer.confirm("Go on?", err=True)
        except typer.Abort:
            agreed = False
        if not agreed:
            raise Failure("Nothing was changed.", "Agree when asked, or give --yes.")
    return asyncio.run(repair(settings))


async def compare(settings: Settings, *, drained_wanted: bool = False) -> Verdict:
    """Carry out every comparison in one REPEATABLE READ snapshot."""
    # A connection of its own, whose statements may take as long as a large ledger needs.
    connection: Any = await asyncpg.connect(
        settings.asyncpg_dsn, server_settings={"application_name": "tanamori check"}
    )
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            return await examine(connection, drained_wanted=drained_wanted)
    finally:
        await connection.close()


async def examine(connection: Any, *, drained_wanted: bool = False) -> Verdict:
    """The same inside a transaction that is open already."""
    waiting = await connection.fetchval(OUTBOX)
    findings = []
    with StageProgress() as tell:
        for number, comparison in enumerate(COMPARISONS):
            tell("Comparing", number, len(COMPARISONS))
            findings.append(await _find(connection, comparison))
        findings.append(await _compare_keys(connection))
    return Verdict(findings, waiting, drained_wanted)


async def _find(connection: Any, comparison: Comparison) -> Finding:
    rows = await connection.fetch(
        f"SELECT what, count(*) OVER () AS total FROM ({comparison.differences}) AS differences "  # noqa: S608 - constants of this package
        f"LIMIT {EXAMPLES_MAX}"
    )
    return Finding(
        name=comparison.name,
        promise=comparison.promise,
        compared=await connection.fetchval(comparison.compared),
        differences=rows[0]["total"] if rows else 0,
        examples=[row["what"] for row in rows],
    )


async def _compare_keys(connection: Any) -> Finding:
    compared, different = await keys.find_differences(connection)
    return Finding(
        keys.NAME, keys.PROMISE, compared, len(different), sorted(different)[:EXAMPLES_MAX]
    )


def _document(verdict: Verdict, corrections: Sequence[Correction] | None) -> dict[str, Any]:
    document = verdict.as_dict()
    if corrections is not None:
        document["corrections"] = [dataclasses.asdict(one) for one in corrections]
        document["remedies"] = _remedies(verdict)
    return document


def _remedies(verdict: Verdict) -> dict[str, str]:
    """What helps against that which still differs."""
    names = (finding.name for finding in verdict.findings if finding.differences)
    return {name: REMEDIES[name] for name in names if name in REMEDIES}


def _show_corrections(corrections: Sequence[Correction]) -> None:
    for done, title in ((True, "Put right:"), (False, "Not put right:")):
        chosen = [one for one in corrections if one.done == done]
        if not chosen:
            continue
        out.print(Text(title, style="bold"))
        for one in chosen[:EXAMPLES_MAX]:
            place = f"level {one.level_id} ({one.sku} at {one.location})"
            out.print(f"  {place}: {one.text}.", markup=False)
            if one.remedy:
                out.print(f"    {one.remedy}", markup=False)
        if len(chosen) > EXAMPLES_MAX:
            out.print(f"  and {len(chosen) - EXAMPLES_MAX:,} more")
        out.print()


def _show_remedies(verdict: Verdict | None) -> None:
    for name, remedy in _remedies(verdict).items() if verdict else ():
        out.print(f"{name}: {remedy}", markup=False)


def _show(verdict: Verdict) -> None:
    table = Table("comparison", "compared", "different", box=None, pad_edge=False)
    table.columns[1].justify = table.columns[2].justify = "right"
    for finding in verdict.findings:
        style = "bold red" if finding.differences else "green"
        table.add_row(
            finding.name, f"{finding.compared:,}", Text(f"{finding.differences:,}", style=style)
        )
    out.print(table)
    for finding in verdict.findings:
        if not finding.differences:
            continue
        out.print()
        out.print(Text(f"{finding.name}: not true that {finding.promise}.", style="bold red"))
        for example in finding.examples:
            out.print(f"  {example}", markup=False)
        if finding.differences > len(finding.examples):
            out.print(f"  and {finding.differences - len(finding.examples):,} more")
    out.print()
    if verdict.waiting:
        out.print(f"{verdict.waiting:,} changes wait to be announced; a running server does that.")
    if verdict.is_good:
        out.print(Text("All equal.", style="bold green"))
    else:
        err.print("Something differs; the differences are named above.")
