"""Legal sources: what is in force, and what rests on it."""
