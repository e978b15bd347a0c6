/** Links from messages and cards: only http and https, everything else stays text. */

export function safeUrl(value: string): string | null {
  try {
    const url = new URL(value);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

export interface Piece {
  text: string;
  href?: string;
}

/** Splits a text into plain pieces and web addresses; a full stop or bracket after an address is not part of it. */
export function pieces(value: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of value.matchAll(/https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]']/gi)) {
    const href = safeUrl(match[0]);
    if (!href) continue;
    if (match.index > end) found.push({ text: value.slice(end, match.index) });
    found.push({ text: match[0], href });
    end = match.index + match[0].length;
  }
  if (end < value.length) found.push({ text: value.slice(end) });
  return found;
}
