"""Why personal data is kept, for how long and with whose leave: purposes, consents, contact data, erasure."""
