"""Names in the data that code looks for: ids of questions, and how the intents of a kind begin."""

FIELD, GOAL = "field", "goal"  # questions
WORRY = "worry_"  # beginning of the intents that tell what makes studying hard
