"""The dialogue's own state and decisions: pure, without Rasa or HTTP, so that properties can be tested."""
