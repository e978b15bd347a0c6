"""YAML that remembers its lines, so that a mistake in a source table can be shown where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from backends.courses.domain import CatalogueError

Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class LocatedYaml:
    """A YAML document as plain data, with the 1-based line of each of its parts."""

    file: str
    data: object
    lines: dict[Location, int] = field(repr=False)

    def line_of(self, location: Location) -> int | None:
        """The line of a part; of its nearest known parent where the part itself is missing."""
        while location not in self.lines and location:
            location = location[:-1]
        return self.lines.get(location)


def read_yaml(path: Path, name: str) -> LocatedYaml:
    """Reads one YAML file; `name` is how errors call it.

    Raises CatalogueError for a file that cannot be read, broken YAML, an anchor that contains itself or
    the same key twice in one mapping (where plain YAML lets the last one win silently).
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(name, None, f"cannot be read: {error}") from error
    loader = yaml.CSafeLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise CatalogueError(name, None, "is empty")
        lines: dict[Location, int] = {}
        data = _Converter(name, loader, lines).convert(node, ())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise CatalogueError(
            name, mark.line + 1 if mark else None, f"broken YAML: {error.problem}"
        ) from error
    except yaml.YAMLError as error:
        raise CatalogueError(name, None, f"broken YAML: {error}") from error
    finally:
        loader.dispose()
    return LocatedYaml(name, data, lines)


class _Converter:
    def __init__(self, file: str, loader: yaml.CSafeLoader, lines: dict[Location, int]) -> None:
        self._file = file
        self._loader = loader
        self._lines = lines
        self._open: set[int] = set()

    def convert(self, node: yaml.Node, location: Location) -> object:
        self._lines[location] = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self._open:
            raise CatalogueError(self._file, node.start_mark.line + 1, "an anchor contains itself")
        self._open.add(id(node))
        value = self._collection(node, location)
        self._open.discard(id(node))
        return value

    def _scalar(self, node: yaml.ScalarNode) -> object:
        try:
            return self._loader.construct_object(node)
        except ValueError as error:
            raise CatalogueError(self._file, node.start_mark.line + 1, f"broken value: {error}") from error

    def _collection(self, node: yaml.Node, location: Location) -> object:
        if isinstance(node, yaml.SequenceNode):
            return [self.convert(item, (*location, index)) for index, item in enumerate(node.value)]
        mapping: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in mapping:
                raise CatalogueError(
                    self._file, key_node.start_mark.line + 1, f"the key '{key}' stands twice"
                )
            mapping[key] = self.convert(value_node, (*location, key))
            self._lines[(*location, key)] = key_node.start_mark.line + 1
        return mapping
