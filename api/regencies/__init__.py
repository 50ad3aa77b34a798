"""Regencies: one state each, over their cases."""
