"""what one installation knows about itself: its shared folder, its last proven backup"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    addressed = ["told_on", "to_role", "to_area", "to_function"]
    op.create_index("ix_reminder_told", "reminder", addressed)
