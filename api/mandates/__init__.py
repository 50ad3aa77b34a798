"""Mandates: who holds an office, who signs for whom, and who may sign on a date."""
