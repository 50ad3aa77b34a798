"""Use cases, named by verbs. The only way to change anything; each call is one transaction."""
