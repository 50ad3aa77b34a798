"""Procedures as data: steps, guards, clocks, and the law they rest on."""
