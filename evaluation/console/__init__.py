"""Measures the counsellors' console under load."""
