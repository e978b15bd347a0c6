"""Checks of the data that people edit. Each module checks one kind and yields plain sentences."""
