"""What counsellors do with conversations: see who waits, take over, answer, hand back, close, note."""
