"""Telegram, by its Bot API (https://core.telegram.org/bots/api)."""

from bot.channels.telegram.adapter import TelegramAdapter as TelegramAdapter
