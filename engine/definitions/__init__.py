"""Law and procedures: TOML, read strictly into the core's own types."""
