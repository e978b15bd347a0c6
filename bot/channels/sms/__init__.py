"""SMS, by Twilio (https://www.twilio.com/docs/messaging)."""

from bot.channels.sms.adapter import SmsAdapter as SmsAdapter
