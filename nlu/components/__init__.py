"""Rasa graph components on top of the language modules. Nothing else under nlu/ imports Rasa."""
