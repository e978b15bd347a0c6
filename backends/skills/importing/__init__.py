"""The importer of the official ESCO files: `import_taxonomy` merges what several sources hold."""

from backends.skills.importing.run import Imported, import_taxonomy, read_sources

__all__ = ["Imported", "import_taxonomy", "read_sources"]
