"""The served pipeline, trained once for all tests that need a model of the present data; about a minute."""

import pytest

from evaluation.nlu.evaluate import Served, train_served


@pytest.fixture(scope="session")
def served() -> Served:
    return train_served()
