"""books of numbers per office, and the life cycle of documents"""

import sqlalchemy as sa
from alembic import op

from engine.store.types import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KEPT = """
INSERT INTO register_number (book, unit, series, year, month, serial, suffix, number,
  document_id, dated, state, reason, source, url, taken_by, approved_by, reserved_at)
SELECT 'keluar', n.unit, n.series, n.year, 0, n.serial, '', n.number,
  n.document_id, d.dated, n.state, n.reason, '', '', '', '', n.reserved_at
FROM document_number n LEFT JOIN document d ON d.id = n.document_id
"""


def upgrade() -> None:
    _numbers()
    op.execute(_KEPT)
    op.drop_table("document_number")
    _series()
    _life()


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _numbers() -> None:
    op.create_table(
        "register_number",
        sa.Column("id", sa.Integer(), nullable=False),
        *_texts("book", "unit", "series"),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=True),
        *_texts("suffix", "number", "document_id"),
        sa.Column("dated", sa.Date(), nullable=True),
        *_texts("state", "reason", "source", "url", "taken_by", "approved_by"),
        sa.Column("reserved_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("unit", "series", "year", "month", "serial", "suffix"),
        sa.UniqueConstraint("unit", "book", "year", "number"),
    )
    op.create_index("ix_register_number_document_id", "register_number", ["document_id"])


def _series() -> None:
    op.create_table(
        "register_series",
        *_texts("role", "area", "series", "pattern"),
        sa.Column("monthly", sa.Boolean(), nullable=False),
        *_texts("insertion", "elsewhere"),
        sa.Column("paraf_required", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("role", "area", "series"),
    )


def _life() -> None:
    for name in ("prepared_by", "paraf"):
        op.add_column("document", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
    for name in ("supersedes", "superseded_by"):
        op.add_column("document", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.add_column("delivery", sa.Column("notice", sa.String(), nullable=False, server_default=""))
    op.add_column("delivery", sa.Column("told_at", UtcDateTime(), nullable=True))
