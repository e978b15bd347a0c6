"""Load on a running gateway."""
