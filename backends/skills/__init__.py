"""Skills mapping: from what a person tells to ESCO occupations and skills, and from those to a gap."""
