"""Reading the YAML that the assistant is made of. Imports nothing of ours; every part may import it."""

from datafiles.reading import read_yaml

__all__ = ["read_yaml"]
