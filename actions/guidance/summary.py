"""What a counsellor would be told of a learner, in the words that the learner is shown first."""

from actions.dialogue.facts import Fact
from actions.dialogue.guide import Guide
from actions.dialogue.said_back import said_back
from actions.guidance.saved import saved_skills
from actions.intake.model import Intake
from actions.plan.items import planned

COUNSELLOR = "counsellor"
NAMED = 4  # skills, courses


def summary_of(guide: Guide) -> str:
    """The summary, or nothing where nothing is known. What is hard is told as the practical wish alone."""
    phrases = guide.intake.phrases.summary
    told = [fact for fact in guide.facts.values() if _is_for_counsellors(fact, guide.intake)]
    parts = [phrases.facts.format(facts=facts)] if (facts := said_back(told, guide.intake)) else []
    if guide.wishes:
        parts.append(phrases.wishes.format(wishes=", ".join(wish.label for wish in guide.wishes.values())))
    if work := [one["label"] for one in saved_skills(guide).occupations][:NAMED]:
        parts.append(phrases.work.format(work=", ".join(work)))
    if courses := [one.title for one in planned(guide) if one.kind == "course"][:NAMED]:
        parts.append(phrases.courses.format(courses=", ".join(courses)))
    return " ".join(parts)


def _is_for_counsellors(fact: Fact, intake: Intake) -> bool:
    """What makes studying hard is told as the wish that it became, not by its name."""
    if not intake.has(fact.question):
        return False
    question = intake.question(fact.question)
    return COUNSELLOR in question.audience and question.purpose != "support"
