"""The gateway: the one public door. It keeps the conversations and asks the engine, one turn at a time."""
