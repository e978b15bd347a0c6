"""Backends over HTTP: course search, skills, occupations and facts. Imports `nlu`'s analysis, never `bot` or `actions`."""
