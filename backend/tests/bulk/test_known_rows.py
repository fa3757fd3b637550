"""Rows that were imported before are known again, and counted once."""

from pathlib import Path

import pytest

from app.bulk.errors import FileRefused
from tests.bulk.conftest import Import
from tests.factories.sales_files import sale, write_csv
from tests.fixtures.records import Records

ONE_KIND_OF_DIGEST = """
    DELETE FROM sales_import_rows WHERE ctid IN (
        SELECT ctid FROM (
            SELECT ctid, row_number() OVER (PARTITION BY movement_id ORDER BY ctid) AS place
            FROM sales_import_rows
        ) AS placed WHERE place = $1
    )
"""


class TestSameSaleSpelledOtherwise:
    FIRST = (
        sale("TW-01", 2, "2024-07-01T09:12:00Z", "19.50", invoice="W901"),
        sale("tw-02", 1, "2024-07-01 10:15", "12.5", invoice="w902"),
        sale("TW-03", 1, "2024-07-01 10:20", "22.50", invoice="W903", name="Flask 1 l"),
    )
    AGAIN = (
        sale("TW-01", 2, "2024-07-01 10:12", "19.50", invoice="W901"),
        sale("TW-02", 1, "2024-07-01 10:15", "12.50", invoice="W902"),
        sale("TW-03", 1, "2024-07-01 10:20", "22.50", invoice="W903", name="Flask"),
    )

    async def test_it_is_imported_before(
        self, tmp_path: Path, import_file: Import, own_records: Records
    ) -> None:
        await import_file(write_csv(tmp_path / "1.csv", self.FIRST))
        before = await own_records.traces()
        report = await import_file(write_csv(tmp_path / "2.csv", self.AGAIN))
        assert (report.sales, report.already_imported, report.openings) == (0, 3, 0)
        assert await own_records.traces() == before

    @pytest.mark.parametrize(
        "other",
        [
            sale("TW-01", 3, "2024-07-01 10:12", "19.50", invoice="W901"),
            sale("TW-04", 2, "2024-07-01 10:12", "19.50", invoice="W901"),
            sale("TW-01", 2, "2024-07-01 10:13", "19.50", invoice="W901"),
            sale("TW-01", 2, "2024-07-01 10:12", "19.95", invoice="W901"),
            sale("TW-01", 2, "2024-07-01 10:12", "19.50", invoice="W904"),
        ],
    )
    async def test_another_sale_is_new(
        self, tmp_path: Path, import_file: Import, other: tuple[object, ...]
    ) -> None:
        await import_file(write_csv(tmp_path / "1.csv", self.FIRST))
        report = await import_file(write_csv(tmp_path / "2.csv", [other]))
        assert (report.sales, report.already_imported) == (1, 0)

    async def test_the_same_text_read_with_another_zone_is_imported_before(
        self, tmp_path: Path, import_file: Import
    ) -> None:
        path = write_csv(tmp_path / "1.csv", self.AGAIN)
        await import_file(path)
        report = await import_file(path, time_zone="Asia/Tokyo")
        assert (report.sales, report.already_imported) == (0, 3)

    async def test_rows_of_an_earlier_version_are_imported_before(
        self, tmp_path: Path, import_file: Import, own_records: Records
    ) -> None:
        """Earlier versions kept the digest of the text alone."""
        path = write_csv(tmp_path / "1.csv", self.FIRST)
        await import_file(path)
        await own_records.rows(ONE_KIND_OF_DIGEST, 1)
        report = await import_file(path)
        assert (report.sales, report.already_imported) == (0, 3)


class TestAnotherLocation:
    ROWS = (sale("A-1", 2), sale("A-2", 1), sale("A-2", 1))

    @pytest.mark.parametrize("dry_run", [False, True])
    async def test_known_rows_are_refused_with_their_number(
        self, tmp_path: Path, import_file: Import, own_records: Records, dry_run: bool
    ) -> None:
        await import_file(write_csv(tmp_path / "1.csv", self.ROWS))
        before = await own_records.traces()
        again = write_csv(tmp_path / "2.csv", [*self.ROWS, sale("A-3", 1)])
        with pytest.raises(FileRefused) as refused:
            await import_file(again, location="MIAN", dry_run=dry_run)
        assert "3 of 4 rows of 2.csv" in refused.value.detail
        assert "(MAIN); this import is for MIAN" in refused.value.detail
        assert "--location MAIN" in refused.value.remedy
        assert "--count-again" in refused.value.remedy
        assert await own_records.traces() == before

    async def test_known_rows_are_counted_again_where_that_is_confirmed(
        self, tmp_path: Path, import_file: Import
    ) -> None:
        path = write_csv(tmp_path / "1.csv", self.ROWS)
        await import_file(path)
        report = await import_file(path, location="SHOP", count_again=True)
        assert (report.sales, report.location_created) == (3, True)
        # Known here now, so nothing is left to confirm.
        again = await import_file(path, location="SHOP")
        assert (again.sales, again.already_imported) == (0, 3)

    async def test_rows_that_are_new_everywhere_need_no_confirmation(
        self, tmp_path: Path, import_file: Import
    ) -> None:
        await import_file(write_csv(tmp_path / "1.csv", self.ROWS))
        other = write_csv(tmp_path / "2.csv", [sale("A-1", 2, invoice="7"), sale("A-1", 5)])
        assert (await import_file(other, location="SHOP")).sales == 2
