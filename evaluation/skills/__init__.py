"""Measurements of the skills mapping."""
