"""From where on what the tagger reads is believed, and of which messages; see `evaluation.nlu.told`."""

from __future__ import annotations

SURE_OF_ROLE = 0.8
SURE_OF_PLACE = 0.8
SURE_OF_VALUE = 0.55
SURE_OF_ANSWER = 0.6
# A shorter answer to an open question is no story.
WORDS_OF_A_STORY = 8
