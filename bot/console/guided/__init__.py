"""The guided session.

Counsellor and person go through the intake together, with the bot's suggestions beside it.
"""
