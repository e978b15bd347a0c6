"""Spoken Finnish: a table of forms and rewriting rules, both data under data/lookups/spoken/."""
