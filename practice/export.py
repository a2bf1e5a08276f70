"""Records as a table that a spreadsheet opens."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from practice.models import PracticeRecord
from practice.querysets import PracticeRecordQuerySet

HEADINGS = (
    "Guidance",
    "Organisation",
    "Kind of organisation",
    "Kind of place",
    "Began",
    "People",
    "What came of it",
    "What they did differently",
    "What happened",
    "How they know",
    "What was measured",
    "Cost",
    "Would do it again",
    "Published",
    "Address",
)
#: What a spreadsheet takes for the beginning of a formula (TRUST rule 36).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # wide forms count too


class _Line:
    """A file that hands back what is written to it, so that rows leave as they are made."""

    def write(self, text: str) -> str:
        return text


def harmless(cell: str) -> str:
    """Make a cell that a spreadsheet shows and never works out."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell


def rows(records: PracticeRecordQuerySet, site: str) -> Iterator[str]:
    """Give the lines of the table, the headings first, for people in the network: names stand in it.

    Reads the records in portions, so that the memory they take does not grow with them.
    """
    writer = csv.writer(_Line())
    yield "\ufeff"  # else a spreadsheet reads pounds and quotation marks as something else
    yield writer.writerow(HEADINGS)
    for record in records.iterator(chunk_size=500):
        yield writer.writerow([harmless(cell) for cell in _cells(record, site)])


def _cells(record: PracticeRecord, site: str) -> list[str]:
    return [
        record.page.title if record.page else record.page_title,
        record.organisation_name,
        record.get_sector_display(),
        record.get_place_kind_display(),
        str(record.year),
        record.get_scale_display(),
        record.get_outcome_display(),
        record.changed,
        record.happened,
        record.get_evidence_display(),
        record.evidence_note,
        record.get_cost_display(),
        record.get_again_display(),
        f"{record.published_at:%Y-%m-%d}",
        f"{site}{record.get_absolute_url()}",
    ]
