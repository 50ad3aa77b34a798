"""Prefect runs the clock, never the truth: every flow finds what is due and calls a service.

Any flow may be killed, repeated, or run late after a week of outage (docs/adr/0003).
"""
