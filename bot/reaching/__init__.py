"""Counsellors reach out: messages that they begin, to people who asked for it, by the way they chose."""
