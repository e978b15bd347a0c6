"""The bot's skills, one file each. Rasa finds them by their `action_name`."""
