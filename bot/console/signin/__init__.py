"""Signing in.

By the organisation's identity provider (OpenID Connect), or as a made-up person in development.
"""
