/** A gateway in place of fetch: answers are scripted by path and method, all calls are kept. */

import { vi } from "vitest";

export interface Call {
  method: string;
  path: string;
  body: Record<string, unknown> | null;
  headers: Record<string, string>;
}

type Answer = Response | Error | Promise<Response>;
export type Script = (call: Call) => Answer;

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });

export const hang = (): Promise<Response> => new Promise(() => undefined);

const streams = new WeakMap<Response, ReadableStreamDefaultController<Uint8Array>>();

/** A stream that the test feeds; `end` closes it. */
export function eventStream(): { response: Response; push: (text: string) => void; end: () => void } {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
  const response = new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  streams.set(response, controller);
  return {
    response,
    push: (text) => controller.enqueue(new TextEncoder().encode(text)),
    end: () => controller.close(),
  };
}

export function serve(script: Script): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit = {}) => {
    const call: Call = {
      method: init.method ?? "GET",
      path: url.replace("http://gateway/api/v1/", ""),
      body: init.body ? (JSON.parse(init.body as string) as Record<string, unknown>) : null,
      headers: init.headers as Record<string, string>,
    };
    calls.push(call);
    const answer = script(call);
    init.signal?.addEventListener("abort", () => {
      if (answer instanceof Response) streams.get(answer)?.error(new DOMException("aborted", "AbortError"));
    });
    const aborted = new Promise<Response>((_, reject) =>
      init.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError"))),
    );
    aborted.catch(() => undefined);
    return answer instanceof Error ? Promise.reject(answer) : Promise.race([answer, aborted]);
  });
  return calls;
}
