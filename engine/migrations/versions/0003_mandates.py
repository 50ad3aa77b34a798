"""officials' terms, and offices signing for offices"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from engine.store.types import UtcDateTime

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None


def _shared() -> list[sa.Column[Any]]:
    return [
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("basis_name", sa.String(), nullable=False),
        sa.Column("basis_number", sa.String(), nullable=False),
        sa.Column("basis_dated", sa.Date(), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("ended_by", sa.String(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
    ]


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "official_term",
        *_texts("id", "role", "area", "holding", "name", "front", "back", "rank", "nip"),
        *_shared(),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_official_term_post", "official_term", ["area", "role"])
    op.create_table(
        "office_delegation",
        *_texts("id", "mode", "giver_role", "giver_area", "through_role", "through_area"),
        *_texts("taker_role", "taker_area"),
        *_shared(),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_office_delegation_giver", "office_delegation", ["giver_area", "giver_role"]
    )
