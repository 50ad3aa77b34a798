"""Documents: what is on record, and what an office does with them."""
