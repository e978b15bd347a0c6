"""The faults that stock Rasa does not survive, as a baseline for tests/faults."""
