"""Backups of the gateway's database, and the way back: one file that proves itself by its hashes."""


class ArchiveError(Exception):
    """A backup cannot be made or used; the message says why and what to do."""
