"""The channels by which learners come: one folder each, the journal and the outbox behind all."""
