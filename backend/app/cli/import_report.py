"""Print what became of the rows of an import."""

from pathlib import Path

from rich.table import Table

from app.bulk.types import WORDS, ImportReport
from app.cli.console import err, out
from app.cli.file_formats import describe_formats


def show_report(file: Path, report: ImportReport, rejects: Path | None, *, dry_run: bool) -> None:
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(justify="right")
    table.add_column()
    for count, words in _outcomes(report):
        table.add_row(f"{count:,}", words)
    table.add_row("=" * len(f"{report.rows:,}"), "")
    table.add_row(f"{report.accounted:,}", f"of {report.rows:,} rows accounted for")
    out.print()
    out.print(f"{file.name}: {report.rows:,} rows", markup=False)
    out.print(table)
    out.print()
    for line in _remarks(report, dry_run=dry_run):
        out.print(line, markup=False)
    if rejects:
        out.print(f"The rows left out, with their reasons: {rejects}", markup=False)
    elif report.rejected:
        out.print("Add --rejects FILE to list the rows left out, with their reasons.")
    if dry_run:
        err.print("This was a rehearsal: nothing was changed.")


def _outcomes(report: ImportReport) -> list[tuple[int, str]]:
    rejected = [
        (count, f"left out: {WORDS[reason]} ({reason.value})")
        for reason, count in report.rejected.most_common()
    ]
    return [
        (report.sales, "sales"),
        (report.returns, "returns"),
        (report.already_imported, "imported before"),
        *rejected,
    ]


def _remarks(report: ImportReport, *, dry_run: bool) -> list[str]:
    made = "would be made" if dry_run else "made"
    balances = f"{report.openings:,} opening balances ({report.opening_units:,} units)"
    prices = f"{report.price_changes:,} price changes"
    lines = [
        f"{report.items_created:,} items {made}, {balances}, {prices}.",
        *describe_formats(report),
    ]
    if report.location_created:
        lines.append("The location was made: there was none with this code.")
    if report.first_at and report.last_at:
        zone = f", read as {report.time_zone}" if report.time_zone else ""
        lines.append(
            f"From {report.first_at:%Y-%m-%d %H:%M} to {report.last_at:%Y-%m-%d %H:%M} UTC{zone}."
        )
    if report.prices_held_back:
        held = f"{report.prices_held_back:,} prices were held back by a guard; their sales count."
        lines.extend([held, *report.held_back])
    if report.skipped_hour:
        lines.append(
            f"{report.skipped_hour:,} times lie in an hour that the clock skips; "
            "they count by the clock before the change."
        )
    if report.repeated_hour:
        lines.append(
            f"{report.repeated_hour:,} times lie in an hour that the clock repeats; "
            "they count as the first of the two."
        )
    if report.repeated_in_sheets:
        lines.append(
            f"{report.repeated_in_sheets:,} rows stand in one sheet and again in another; "
            "each counts. To count them once, import sheet by sheet with --sheet."
        )
    return lines
