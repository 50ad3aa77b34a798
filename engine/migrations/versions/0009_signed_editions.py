"""the signed edition of a document, kept beside the original"""

import sqlalchemy as sa
from alembic import op

from engine.store.types import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("document") as batch:
        for name in ("signed_sha256", "signature_kind"):
            batch.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("signed_at", UtcDateTime(), nullable=True))
        batch.add_column(sa.Column("signatures", sa.JSON(), nullable=False, server_default="[]"))
    for name in ("file_sha256", "signed_sha256"):
        op.create_index(f"ix_document_{name}", "document", [name])
