"""Opintopolku, the national register of education: a client of its search, and its import as offers."""
