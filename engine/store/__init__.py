"""All SQL: tables, mapping between rows and the domain, queries, transactions."""
