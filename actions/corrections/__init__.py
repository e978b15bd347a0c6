"""Corrections after courses: what a message denies, replaces or takes away of what is known."""
