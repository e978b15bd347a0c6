"""Reminders: which day a learner means."""
