"""The taxonomy's database (SQLite) and the taxonomy in memory."""
