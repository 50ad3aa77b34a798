"""${message}

Rules: numbered file name (0002_what.py). Runs on SQLite and on PostgreSQL. Events are never
rewritten. Add first; drop only in a later release. A long data change belongs in a service.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
