"""The courses that were shown: which they are, which one is meant, how the search for others changes."""
