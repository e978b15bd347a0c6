"""Following up those who asked for it: how it went, check-ins, outcomes, and the funder's two surveys."""
