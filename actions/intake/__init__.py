"""The intake: its questions as data (`data/intake/*.yml`), their schema, and what counts as an answer."""
