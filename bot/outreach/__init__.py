"""Outreach: campaigns with their codes, posters and counts; visits and contacts of the outreach worker."""
