"""From a person's own words to offers: analysis, wishes, spelling, ranking, and why."""
