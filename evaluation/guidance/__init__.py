"""Measures guidance: whether the interests talk leads to a fitting direction."""
