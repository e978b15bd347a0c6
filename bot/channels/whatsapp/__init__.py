"""WhatsApp, by Meta's Cloud API (https://developers.facebook.com/docs/whatsapp/cloud-api)."""

from bot.channels.whatsapp.adapter import WhatsAppAdapter as WhatsAppAdapter
