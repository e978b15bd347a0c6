"""Fixtures: the skills mapping over a small core, made once a session."""

from __future__ import annotations

import pytest

from backends.skills.core import load_core
from backends.skills.embedded import Skills, reader, whole_index
from backends.skills.guide import OccupationGuide
from backends.skills.matching.floret import shared_floret
from backends.skills.matching.index import Index
from backends.skills.matching.mapper import SkillMapper
from backends.skills.matching.model import load_model
from tests.support.skills_data import write_data


@pytest.fixture(scope="session")
def skills(tmp_path_factory: pytest.TempPathFactory) -> Skills:
    core = load_core(write_data(tmp_path_factory.mktemp("skills")))
    index = Index.of_arrays(whole_index(core.taxonomy, core).arrays())
    mapper = SkillMapper(core.taxonomy, index, reader(), shared_floret(), load_model())
    return Skills(core.taxonomy, mapper, OccupationGuide(core.taxonomy, index.links))
