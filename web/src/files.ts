/** Files that the learner may save: the conversation as readable text, and the gateway's export as it is. */

import type { Message } from "./model.js";
import type { Say, TextKey } from "./texts.js";
import { senderName } from "./views/message.js";

export function asText(messages: Message[], say: Say): string {
  const parts = messages.map((message) => {
    const cards = message.cards.map((card) =>
      [
        `* ${card.title}`,
        card.subtitle,
        ...card.details,
        card.why && `${say(`why_${card.kind}` as TextKey)} ${card.why}`,
        card.sample && say("card_sample"),
        card.url,
      ]
        .filter(Boolean)
        .join("\n  "),
    );
    return [`${senderName(message.from, say)}: ${message.text}`, ...cards].join("\n");
  });
  return [say("file_heading", { date: new Date().toLocaleDateString("fi-FI") }), ...parts].join("\n\n") + "\n";
}

export function save(name: string, type: string, content: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
