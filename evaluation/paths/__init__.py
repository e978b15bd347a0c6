"""Measurements of the planner of paths."""
