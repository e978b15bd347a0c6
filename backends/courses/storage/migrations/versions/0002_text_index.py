"""The text index of each database, its vocabulary, and counts for facets.

What was filled in before is without an index; taking away its fingerprint has it made again.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FIELDS = ("title", "keyword", "part", "body")
# `remove_diacritics 0`: a and ä are different letters. The low line is part of a term (search/terms.py).
_FTS5 = (
    "CREATE VIRTUAL TABLE course_terms USING fts5("
    "title, keyword, part, body, tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\")",
    "CREATE VIRTUAL TABLE course_terms_places USING fts5vocab(course_terms, 'instance')",
    "CREATE VIRTUAL TABLE course_pieces USING fts5(words, tokenize = 'trigram case_sensitive 1')",
    "CREATE VIRTUAL TABLE course_pieces_places USING fts5vocab(course_pieces, 'instance')",
)


def upgrade() -> None:
    """Create the index."""
    op.create_table(
        "course_facets",
        sa.Column("course", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("facet", sa.String(20), primary_key=True),
        sa.Column("value", sa.String(100), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "course_vocabulary",
        sa.Column("term", sa.Text, primary_key=True),
        sa.Column("courses", sa.Integer, nullable=False),
        *(sa.Column(field, sa.Integer, nullable=False) for field in _FIELDS),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in _FTS5:
            op.execute(statement)
    else:
        _create_gin()
    op.execute("DELETE FROM course_meta WHERE key = 'fingerprint'")


def _create_gin() -> None:
    """`tags` are terms with the first letter of their field before them: t:hitsaus."""
    op.create_table(
        "course_terms",
        sa.Column("course", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(field, sa.Text, nullable=False) for field in _FIELDS),
        sa.Column("tags", ARRAY(sa.Text), nullable=False),
        sa.Column("pieces", ARRAY(sa.Text), nullable=False),
    )
    for column in ("tags", "pieces"):
        op.create_index(
            f"course_terms_by_{column}",
            "course_terms",
            [column],
            postgresql_using="gin",
            postgresql_with={"fastupdate": "off"},
        )


def downgrade() -> None:
    """Drop the index."""
    if op.get_bind().dialect.name == "sqlite":
        for table in ("course_terms_places", "course_terms", "course_pieces_places", "course_pieces"):
            op.drop_table(table)
    else:
        op.drop_table("course_terms")
    op.drop_table("course_vocabulary")
    op.drop_table("course_facets")
