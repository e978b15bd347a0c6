"""What several suites share: the whole assistant on ports of its own, and a client of its chat API."""
