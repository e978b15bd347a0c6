/** Server-sent events read from a fetch body (EventSource cannot send the Authorization header). */

/** Takes chunks of text, returns the `data` of each event that they complete. Comments and other fields are skipped. */
export class EventParser {
  #rest = "";
  #data: string[] = [];

  push(chunk: string): string[] {
    const events: string[] = [];
    const lines = (this.#rest + chunk).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      if (!line) {
        if (this.#data.length) events.push(this.#data.join("\n"));
        this.#data = [];
      } else if (line.startsWith("data:")) {
        this.#data.push(line.slice(line[5] === " " ? 6 : 5));
      }
    }
    return events;
  }
}
