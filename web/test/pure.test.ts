import { describe, expect, it } from "vitest";
import { lengthOf, readMessage, readMessages, readStatus } from "../src/model.js";
import { pieces, safeUrl } from "../src/safe.js";
import { EventParser } from "../src/sse.js";
import { readTexts, speaker } from "../src/texts.js";

describe("links", () => {
  it.each(["javascript:alert(1)", "JaVaScRiPt:alert(1)", " data:text/html,x", "vbscript:x", "/relative", "", "//x.fi"])(
    "refuses %s",
    (url) => expect(safeUrl(url)).toBeNull(),
  );

  it("takes http and https", () => {
    expect(safeUrl("https://opintopolku.fi/konfo?a=1&b=2")).toBe("https://opintopolku.fi/konfo?a=1&b=2");
    expect(safeUrl("http://ohjaamot.fi")).toBe("http://ohjaamot.fi/");
  });

  it("finds addresses in text, without the punctuation after them", () => {
    expect(pieces("Katso (https://ohjaamot.fi/oulu). Kiitos!")).toEqual([
      { text: "Katso (" },
      { text: "https://ohjaamot.fi/oulu", href: "https://ohjaamot.fi/oulu" },
      { text: "). Kiitos!" },
    ]);
    expect(pieces("<b>javascript:alert(1)</b>")).toEqual([{ text: "<b>javascript:alert(1)</b>" }]);
    expect(pieces("")).toEqual([]);
  });
});

describe("events", () => {
  it("joins events over any cut of the bytes", () => {
    const text = ': heartbeat\n\nid: 1\ndata: {"seq":1}\n\nevent: x\r\ndata: a\r\ndata:b\r\n\r\ndata: unfinished';
    for (let cut = 0; cut <= text.length; cut++) {
      const parser = new EventParser();
      const events = [...parser.push(text.slice(0, cut)), ...parser.push(text.slice(cut))];
      expect(events, `cut at ${cut}`).toEqual(['{"seq":1}', "a\nb"]);
    }
  });
});

describe("messages", () => {
  it("fills what is missing and drops what is malformed", () => {
    expect(readMessage({ seq: 1, from: "bot", buttons: [{ id: "a" }, 7], cards: [{ title: "T", url: 5 }, null] })).toEqual({
      seq: 1,
      from: "bot",
      at: "",
      text: "",
      buttons: [],
      cards: [{ kind: "", title: "T", subtitle: "", why: "", url: "", sample: false, details: [] }],
      progress: null,
    });
    expect(readMessages([{ seq: "1", from: "bot" }, { seq: 2, from: "stranger" }, null, "x"])).toEqual([]);
    expect(readMessages("nothing")).toEqual([]);
  });

  it("keeps a card's details in their order", () => {
    const card = { title: "T", details: { Taso: "EQF 4", Laajuus: "ei tiedossa" } };
    expect(readMessage({ seq: 1, from: "bot", cards: [card] })?.cards[0]?.details).toEqual([
      "Taso: EQF 4",
      "Laajuus: ei tiedossa",
    ]);
  });

  it("keeps progress within its bounds", () => {
    expect(readMessage({ seq: 1, from: "bot", progress: { done: 12, of: 10 } })?.progress).toEqual({ done: 10, of: 10 });
    expect(readMessage({ seq: 1, from: "bot", progress: { done: 1, of: 0 } })?.progress).toBeNull();
  });

  it("reads only what a status says", () => {
    expect(readStatus({ owner: "waiting", pending: true })).toEqual({ owner: "waiting", pending: true });
    expect(readStatus({ owner: "nobody" })).toEqual({});
    expect(readStatus(null)).toEqual({});
  });

  it("counts code points as the gateway does", () => expect(lengthOf("a😀ä")).toBe(3));
});

describe("texts", () => {
  it("fills names and gives nothing for a missing key", () => {
    const say = speaker(readTexts({ progress_value: "{done}/{of}, {other}", broken: 5 }));
    expect(say("progress_value", { done: 3, of: 10 })).toBe("3/10, {other}");
    expect(say("title")).toBe("");
  });
});
