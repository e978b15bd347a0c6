"""Matching: texts to occupations, occupations to skills, with evidence and confidence."""
