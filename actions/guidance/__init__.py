"""Guidance: talks of several turns (interests, skills) and what is told of occupations, work and paths.

Imports nothing of `actions/skills`, whose Rasa actions are thin and call this.
"""
