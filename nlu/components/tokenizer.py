"""The tokenizer: Voikko's lemmas on Rasa's tokens."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from nlu.fingerprint import content_hash
from nlu.reading import read_message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class VoikkoTokenizer(Tokenizer):
    """Gives every token a lemma and a part of speech; an emoji is a token too, so no message is without
    one."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Intents are never split."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Train again when the language code or its data changed."""
        return content_hash()

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Return the tokens of a text; one stands for all of a text that holds none."""
        text = str(message.get(attribute))
        tokens = [
            Token(token.text, token.start, token.end, data={"pos": token.pos}, lemma=token.lemma)
            for token in read_message(text).tokens
        ]
        return tokens or [Token(text, 0, len(text), data={"pos": "X"}, lemma=text)]
