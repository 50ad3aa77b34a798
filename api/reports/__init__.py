"""Monthly reports over HTTP."""
