"""Messenger, by Meta's Graph API (https://developers.facebook.com/docs/messenger-platform)."""

from bot.channels.messenger.adapter import MessengerAdapter as MessengerAdapter
