"""Masking of personal data in what people write: pure functions, for every process."""
