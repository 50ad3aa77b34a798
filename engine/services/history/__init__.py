"""Past kawasan from an office's own list: read, rehearsed, and recorded by the usual services."""
