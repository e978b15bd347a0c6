"""Servers that keep the contracts of the messaging providers, with a person's side to each."""
