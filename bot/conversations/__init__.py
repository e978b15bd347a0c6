"""Conversations: their journal and outbox, who owns them, and the turns that the engine answers."""
