"""Everything timed: one-off and recurring jobs, kept in the database, each with exactly one effect."""
