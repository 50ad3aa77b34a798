"""What runs without the system: single files that need nothing but Python."""
