"""How the texts of the talk on skills (`data/guidance/mapping.yml`) are read, once a process."""

from functools import cache

from actions.guidance.data import Name, guidance_table
from actions.tables import Strict


class Start(Strict):
    """A way to begin telling, for those who do not know where to start."""

    id: Name
    title: str
    ask: str


class SummaryCard(Strict):
    """The words of the card that sums up what was confirmed."""

    title: str
    why: str
    work: str
    experience: str
    skills: str
    more: str


class MappingTexts(Strict):
    """What the talk on skills says."""

    intro: str
    story: str
    intro_change: str
    story_change: str
    heard: str
    heard_field: str
    story_field: str
    starts: tuple[Start, ...]
    why: str
    clarify: str
    confirm: str
    confirm_evidence: str
    confirm_experience: str
    pick: str
    edit: str
    yes_button: str
    no_button: str
    edit_button: str
    none_button: str
    enough_button: str
    skills: str
    more_skills: str
    hidden: str
    hidden_plain: str
    ok_button: str
    drop_button: str
    not_these_button: str
    summary: str
    summary_little: str
    card: SummaryCard
    nothing: str
    unavailable: str
    retry_button: str
    reach_button: str
    recognition_button: str
    courses_button: str
    tell_more_button: str
    resumed: str
    skipped: str
    unclear: str
    held: tuple[str, ...]  # patterns (nlu.naming): one has the skills that are shown
    others: tuple[str, ...]  # the shown ones that were not named
    all_but: tuple[str, ...]
    reach_asked: tuple[tuple[str, ...], ...]  # a word of each group asks what one could do with one's skills


@cache
def load_mapping() -> MappingTexts:
    """`data/guidance/mapping.yml`."""
    return guidance_table("mapping.yml", MappingTexts)
