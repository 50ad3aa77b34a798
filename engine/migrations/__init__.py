"""Alembic migrations. Numbered; never edited once landed; additive first, destructive later."""
