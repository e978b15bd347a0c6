"""Names in the data that code looks for: ids of questions, and how the intents of a kind begin."""

FIELD, GOAL, PLACE, AGE = "field", "goal", "place", "age"  # questions
WORRY = "worry_"  # beginning of the intents that tell what makes studying hard
