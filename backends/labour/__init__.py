"""How work and workers meet, by occupation and region: a provider's figures, never guesses."""
