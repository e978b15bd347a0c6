"""What runs inside the Rasa process beside `nlu/`: its tracker store, its start, training and parsing."""
