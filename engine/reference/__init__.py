"""Regions, time zones and holidays, from packages and small data files; one wrapper each."""
