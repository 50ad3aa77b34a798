"""What tests of all packages share: a context on a fresh database, and cases driven to a step."""
