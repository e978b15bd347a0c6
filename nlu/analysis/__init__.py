"""Morphological analysis of what people write: `shared_analyzer().tokens("haluun lähihoitajaks")`."""

from nlu.analysis.analyzer import FinnishAnalyzer, shared_analyzer
from nlu.analysis.tokens import Token
from nlu.analysis.voikko import Reading

__all__ = ["FinnishAnalyzer", "Reading", "Token", "shared_analyzer"]
