/** The widget's texts: data/widget/<language>.yml, served by the gateway. Keys here, sentences there. */

export type TextKey =
  | "title"
  | "subtitle"
  | "launcher"
  | "close"
  | "menu"
  | "log_label"
  | "replies_label"
  | "from_bot"
  | "from_counsellor"
  | "from_learner"
  | "from_system"
  | "composer_label"
  | "composer_placeholder"
  | "composer_hint"
  | "composer_count"
  | "composer_too_long"
  | "send"
  | "progress_label"
  | "progress_value"
  | "typing"
  | "typing_counsellor"
  | "opening"
  | "offline"
  | "refused"
  | "gone"
  | "deleted"
  | "try_again"
  | "start_new"
  | "new_messages"
  | "sending"
  | "not_sent_yet"
  | "not_sent"
  | "edit"
  | "owner_waiting"
  | "owner_counsellor"
  | "owner_closed"
  | "card_course"
  | "card_occupation"
  | "card_fact"
  | "card_plan"
  | "card_sample"
  | "why_course"
  | "why_occupation"
  | "why_fact"
  | "why_plan"
  | "card_link"
  | "card_link_label"
  | "menu_plain"
  | "menu_privacy"
  | "menu_contact"
  | "menu_save_text"
  | "menu_export"
  | "menu_restart"
  | "menu_delete"
  | "menu_remember"
  | "menu_remember_hint"
  | "privacy_title"
  | "privacy_text"
  | "delete_title"
  | "delete_text"
  | "delete_confirm"
  | "restart_title"
  | "restart_text"
  | "restart_confirm"
  | "cancel"
  | "understood"
  | "contact_kind"
  | "contact_phone"
  | "contact_email"
  | "contact_save"
  | "contact_missing"
  | "contact_not_agreed"
  | "contact_given"
  | "contact_revoke"
  | "contact_revoked"
  | "action_failed"
  | "file_name"
  | "file_heading";

export type Texts = Record<string, string>;

/** Looks a text up and fills its {names}; a key that the gateway did not send gives an empty text. */
export type Say = (key: TextKey, values?: Record<string, string | number>) => string;

export function speaker(texts: Texts): Say {
  return (key, values = {}) =>
    (texts[key] ?? "").replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function readTexts(raw: unknown): Texts {
  const entries = Object.entries((raw ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
