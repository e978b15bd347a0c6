"""Paths to an occupation: the smallest sensible set of offers that closes a gap in skills."""
