"""Files offered as evidence."""
