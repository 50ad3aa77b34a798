"""Webhooks: changes told to a client's own address."""
