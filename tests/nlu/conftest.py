"""The served pipeline, trained once for all tests that need a model of the present data; about a minute."""

import pytest

from evaluation.nlu.evaluate import Served, train_served
from nlu.told.stories import load_stories
from nlu.told.tagger import Tagger


@pytest.fixture(scope="session")
def served() -> Served:
    return train_served()


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    trained = Tagger()
    trained.fit(load_stories())
    return trained
