"""Referrals: leading a person on to a partner, with a summary that the person has seen and agreed to."""
