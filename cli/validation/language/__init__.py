"""Is every sentence that a learner sees plain Finnish? The rules are in `data/language/plain.yml`."""

from cli.validation.language.check import check_language

__all__ = ["check_language"]
