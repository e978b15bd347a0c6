"""What is sent to the address or number that a person gave for it: plan and reminders, with consent alone."""
