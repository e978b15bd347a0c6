"""`suunta validate`: checks the data that people edit, and says what to mend."""

import typer

from cli.paths import ROOT
from cli.validation.courses import check_courses
from cli.validation.dialogue import check_dialogue
from cli.validation.facts import check_facts
from cli.validation.guidance import check_guidance
from cli.validation.intakes import check_intakes
from cli.validation.language import check_language
from cli.validation.stories import check_stories
from cli.validation.training_data import check_training_data

CHECKS = (
    check_intakes,
    check_guidance,
    check_courses,
    check_facts,
    check_dialogue,
    check_language,
    check_training_data,
    check_stories,
)


def validate() -> None:
    """Check the data that people edit. Exit status 1 when something is wrong."""
    faults = [fault for check in CHECKS for fault in check(ROOT)]
    for fault in faults:
        typer.echo(fault)
    typer.echo(f"{len(faults)} faults" if faults else "All data is sound.", err=True)
    raise typer.Exit(1 if faults else 0)
