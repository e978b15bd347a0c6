"""Who may do what: one table of roles and actions. What does not stand in it is refused."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is in their organisation; one person may be several."""

    COUNSELLOR = "counsellor"
    LEAD = "lead"
    ADMIN = "admin"
    AUDITOR = "auditor"
    FUNDER = "funder"


class Action(StrEnum):
    """What a route of the console does."""

    SIGNED_IN = "signed_in"
    QUEUE_SEE = "queue.see"
    CONVERSATION_SEE = "conversation.see"
    CONVERSATION_TAKE = "conversation.take"
    CONVERSATION_WRITE = "conversation.write"
    CONTACT_SEE = "contact.see"
    CONTACT_USE = "contact.use"
    LETTER_SEE = "letter.see"
    LETTER_DECIDE = "letter.decide"
    GUIDED_HOLD = "guided.hold"
    REVIEW_SEE = "review.see"
    REVIEW_DECIDE = "review.decide"
    KNOWLEDGE_SEE = "knowledge.see"
    KNOWLEDGE_EDIT = "knowledge.edit"
    FIELD_USE = "field.use"
    PLAN_EDIT = "plan.edit"
    REFERRAL_SEE = "referral.see"
    REFERRAL_EDIT = "referral.edit"
    TASK_SEE = "task.see"
    TASK_EDIT = "task.edit"
    STAFF_SEE = "staff.see"
    STAFF_REVOKE = "staff.revoke"
    AUDIT_SEE = "audit.see"
    OUTREACH_SEE = "outreach.see"
    OUTREACH_EDIT = "outreach.edit"
    ROUND_SEE = "round.see"
    ROUND_EDIT = "round.edit"
    ACTION_PLAN_SEE = "action_plan.see"
    ACTION_PLAN_EDIT = "action_plan.edit"
    IMPACT_SEE = "impact.see"
    TRAINING_USE = "training.use"
    IMPACT_SEE_ALL = "impact.see_all"  # figures of every organisation, not of one's own alone


_ALL = frozenset(Role)
_GUIDING = frozenset({Role.COUNSELLOR, Role.LEAD})
_LEADING = frozenset({Role.LEAD})

ALLOWED: dict[Action, frozenset[Role]] = {
    Action.SIGNED_IN: _ALL,
    Action.QUEUE_SEE: _GUIDING,
    Action.CONVERSATION_SEE: _GUIDING,
    Action.CONVERSATION_TAKE: _GUIDING,
    Action.CONVERSATION_WRITE: _GUIDING,
    Action.CONTACT_SEE: _GUIDING,
    Action.CONTACT_USE: _GUIDING,
    Action.LETTER_SEE: _LEADING,
    Action.LETTER_DECIDE: _LEADING,
    Action.GUIDED_HOLD: _GUIDING,
    Action.FIELD_USE: _GUIDING,
    Action.PLAN_EDIT: _GUIDING,
    Action.REFERRAL_SEE: _GUIDING,
    Action.REFERRAL_EDIT: _GUIDING,
    Action.TASK_SEE: _GUIDING,
    Action.TASK_EDIT: _GUIDING,
    Action.REVIEW_SEE: _LEADING,
    Action.REVIEW_DECIDE: _LEADING,
    Action.KNOWLEDGE_SEE: _LEADING,
    Action.KNOWLEDGE_EDIT: _LEADING,
    Action.STAFF_SEE: frozenset({Role.LEAD, Role.ADMIN}),
    Action.STAFF_REVOKE: frozenset({Role.ADMIN}),
    Action.AUDIT_SEE: frozenset({Role.AUDITOR}),
    Action.OUTREACH_SEE: _GUIDING,
    Action.OUTREACH_EDIT: _GUIDING,
    Action.ROUND_SEE: _GUIDING,
    Action.ROUND_EDIT: _GUIDING,
    Action.TRAINING_USE: frozenset({Role.COUNSELLOR, Role.LEAD, Role.ADMIN}),
    Action.ACTION_PLAN_SEE: frozenset({Role.COUNSELLOR, Role.LEAD, Role.ADMIN, Role.FUNDER}),
    Action.ACTION_PLAN_EDIT: _GUIDING,
    Action.IMPACT_SEE: frozenset({Role.LEAD, Role.ADMIN, Role.FUNDER}),
    Action.IMPACT_SEE_ALL: frozenset({Role.FUNDER}),
}


def is_allowed(roles: frozenset[Role], action: Action) -> bool:
    """Whether one of the roles may do it."""
    return bool(roles & ALLOWED.get(action, frozenset()))
