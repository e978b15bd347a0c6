"""What WhatsApp and Messenger share: Meta's Graph API, its signatures, its check of our address."""
