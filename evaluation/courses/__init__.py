"""Measurements of the course search."""
