"""Where offers and their index are kept.

One interface (`repository`), an embedded implementation (SQLite FTS5).
"""
