"""Figures of the dashboard on synthetic conversations, against counts that are made without its code."""
