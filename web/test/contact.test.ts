import { afterEach, describe, expect, it, vi } from "vitest";
import { Consents, type Purpose, Refused } from "../src/contact/consents.js";
import { addressOf } from "../src/contact/moving.js";
import { readMessage } from "../src/model.js";
import { type Call, json, serve } from "./server.js";

const purpose = (more: Partial<Purpose> = {}): Purpose => ({
  id: "contact",
  version: "3",
  title: "Ohjaaja ottaa yhteyttä",
  text: "Annan ohjaajan ottaa minuun yhteyttä.",
  tells: ["Botti ei näe yhteystietoa."],
  contact: ["phone", "email"],
  revocable: true,
  granted: false,
  ...more,
});
const consents = new Consents("http://gateway", { id: "c/1", token: "secret" });

afterEach(() => vi.unstubAllGlobals());

describe("consents and contact data", () => {
  it("asks for what is consented to and leaves out what rests on the law", async () => {
    const calls = serve(() => json({ purposes: [purpose(), purpose({ id: "guidance", revocable: false })] }));
    expect((await consents.purposes()).map(({ id }) => id)).toEqual(["contact"]);
    expect(calls[0]).toMatchObject({ method: "GET", path: "conversations/c%2F1/consents" });
    expect(calls[0]?.headers).toEqual({ Authorization: "Bearer secret" });
  });

  it("sends the value with the version of the text that was shown, in the body alone", async () => {
    const calls = serve(() => json({}, 201));
    await consents.keep(purpose(), "phone", "040 123 4567");
    expect(calls[0]).toMatchObject({
      method: "POST",
      path: "conversations/c%2F1/contact",
      body: { kind: "phone", value: "040 123 4567", purpose: "contact", consent_version: "3" },
    });
  });

  it("revokes by the purpose", async () => {
    const calls: Call[] = serve(() => json({}));
    await consents.revoke(purpose());
    expect(calls[0]).toMatchObject({ method: "DELETE", path: "conversations/c%2F1/consents/contact" });
  });

  it.each([
    [() => json({ error: { code: "bad_contact", message: "Tarkista se." } }, 422), "Tarkista se."],
    [() => new Response("<html>", { status: 502 }), ""],
    [() => new TypeError("no network"), ""],
  ])("says the gateway's sentence when it refuses, and nothing of the inside", async (answer, said) => {
    serve(answer);
    const refused = consents.keep(purpose(), "email", "x");
    await expect(refused).rejects.toThrow(Refused);
    await expect(refused).rejects.toThrow(new RegExp(`^${said}$`));
  });
});

describe("a button that opens a form", () => {
  it("is told from others by its purpose", () => {
    const buttons = [{ id: "a", title: "Lomake", form: "contact" }, { id: "b", title: "Ohita" }];
    const message = readMessage({ seq: 1, from: "bot", text: "", buttons });
    expect(message?.buttons.map(({ form }) => form)).toEqual(["contact", ""]);
  });
});

describe("ways to carry the conversation", () => {
  it.each([
    [{ channel: "telegram", url: "https://t.me/x?start=C" }, "https://t.me/x?start=C"],
    [{ channel: "sms", number: "+358401", text: "AB-CD" }, "sms:+358401?body=AB-CD"],
    [{ channel: "whatsapp", text: "AB-CD" }, ""],
    [{ channel: "messenger", url: "javascript:alert(1)" }, ""],
  ])("leads where a provider is, and nowhere else", (way, address) => {
    expect(addressOf(way)).toBe(address);
  });
});
