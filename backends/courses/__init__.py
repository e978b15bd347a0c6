"""Course search: every kind of adult education, found in a person's own words."""
