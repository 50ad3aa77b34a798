"""Facilitation visits over HTTP, and calendars of them."""
