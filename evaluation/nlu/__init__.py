"""Measures the language understanding on the development set: `python -m evaluation.nlu.evaluate`
(environment A)."""
