import { afterEach, expect, test, vi } from "vitest";
import { ask } from "./ask";
import { isUnreachable } from "./problem";

afterEach(() => void vi.unstubAllGlobals());

function answer(body: BodyInit | null, status = 200) {
  vi.stubGlobal("fetch", async () => new Response(body, { status }));
}

test("an answer is its JSON, or nothing", async () => {
  answer('{"id":"a"}');
  expect(await ask("GET", "/api/x")).toEqual({ id: "a" });
  answer(null, 204);
  expect(await ask("DELETE", "/api/x")).toBeUndefined();
});

test("what is no success is the problem that it tells", async () => {
  answer('{"code":"not-live","detail":"It has ended."}', 409);
  await expect(ask("POST", "/api/x", {})).rejects.toMatchObject({ status: 409, code: "not-live" });
});

test("no answer, and one that breaks off, are told alike", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
  expect(isUnreachable(await ask("GET", "/api/x").catch((error: unknown) => error))).toBe(true);
  answer(new ReadableStream({ start: (stream) => stream.error(new TypeError("broken off")) }));
  expect(isUnreachable(await ask("GET", "/api/x").catch((error: unknown) => error))).toBe(true);
});

test("whoever gave up is told of that", async () => {
  const given = new AbortController();
  given.abort();
  vi.stubGlobal("fetch", () => Promise.reject(given.signal.reason));
  await expect(ask("GET", "/api/x", undefined, given.signal)).rejects.toBe(given.signal.reason);
});
