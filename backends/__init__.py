"""Backends over HTTP: course search, skills and facts. Imports `nlu`'s analysis, never `bot` or `actions`."""
