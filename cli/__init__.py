"""The `suunta` command: the one place that may import all the others."""
