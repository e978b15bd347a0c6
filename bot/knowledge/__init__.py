"""Upkeep of what the assistant knows: edits to facts that two people agree on, what it could not answer."""
