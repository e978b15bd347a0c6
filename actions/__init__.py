"""The bot's skills as Rasa custom actions, and the guidance dialogue that they share.

`intake/` holds the questions (data), `dialogue/` the pure dialogue state, `skills/` one file a skill.
"""
