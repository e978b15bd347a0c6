"""The learner's plan as the dialogue sees it: what the gateway keeps, and what a turn adds to it."""
