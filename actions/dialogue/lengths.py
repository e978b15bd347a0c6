"""How many words of a message still count as something, at most."""

WORDS_OF_A_NAME = 3
WORDS_OF_ANOTHER = 7  # a wish in the place of another
WORDS_OF_A_STATEMENT = 8  # of one that asks nothing and names an answer to a closed question
WORDS_AROUND_AN_ANSWER = 10
WORDS_BEFORE_A_STORY = 14  # a longer message tells a story
