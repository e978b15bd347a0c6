"""Misspelled Finnish: missing umlauts and slips of the keys."""
