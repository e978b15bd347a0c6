"""Repeatable measurements. Each script writes its results beside itself, and names its baseline."""
