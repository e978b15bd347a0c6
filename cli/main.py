"""The commands of `suunta`. Results go to standard output, logs and progress to standard error."""

import sys

import typer

from cli import (
    audit,
    background,
    backup,
    channels,
    chat,
    courses,
    doctor,
    facts,
    impact,
    keys,
    labour,
    mail,
    needs,
    outreach,
    parse,
    places,
    retention,
    reviews,
    rounds,
    run,
    skills,
    surveys,
    validate,
)

app = typer.Typer(
    help="Suunta: a Finnish career-guidance assistant.", no_args_is_help=True, add_completion=False
)
app.command("run")(run.run)
app.command("chat")(chat.chat)
app.command("parse")(parse.parse)
app.command("validate")(validate.validate)
app.command("doctor")(doctor.doctor)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("erasures")(backup.erasures)
app.add_typer(courses.app, name="courses", help="Search the courses; import them.")
app.add_typer(skills.app, name="skills", help="Map texts to skills and occupations; import ESCO.")
app.add_typer(facts.app, name="facts", help="Look at the facts on benefits and services.")
app.add_typer(labour.app, name="labour", help="Import what is known of the labour market.")
app.add_typer(background.app, name="background", help="Figures of regions, for planning.")
app.add_typer(needs.app, name="needs", help="Training needs of workplaces, from forms.")
app.add_typer(surveys.app, name="surveys", help="Links to the surveys of students.")
app.add_typer(impact.app, name="impact", help="Figures of the dashboard as files.")
app.add_typer(outreach.app, name="outreach", help="Campaigns: codes, posters and cards.")
app.add_typer(rounds.app, name="rounds", help="Times of applying that people are reminded of.")
app.add_typer(channels.app, name="channels", help="Messaging channels: webhook, dead letters.")
app.add_typer(audit.app, name="audit", help="Verify the audit trail.")
app.add_typer(reviews.app, name="reviews", help="Approved corrections as candidates of training data.")
app.add_typer(mail.app, name="mail", help="Try the e-mail server; letters that were not sent.")
app.add_typer(keys.app, name="keys", help="Make and change the keys that contact data is encrypted with.")
app.add_typer(retention.app, name="retention", help="Delete what is past its time.")
app.add_typer(places.app, name="places", help="Look at and import the gazetteer of places.")

for stream in (sys.stdin, sys.stdout):
    stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
