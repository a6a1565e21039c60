import { afterEach, expect, test, vi } from "vitest";
import { browserTimeZone, tellTimeZone, timeZones } from "./timeZone";

afterEach(() => void vi.unstubAllGlobals());

function serve(time_zone: string | null) {
  const calls: string[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    calls.push(`${init.method} ${path} ${init.body ?? ""}`.trim());
    return new Response(JSON.stringify({ time_zone }));
  });
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as Storage;
  return { calls, storage };
}

test("the browser's zone is told once, where none is known", async () => {
  const { calls, storage } = serve(null);
  await tellTimeZone("ada", storage);
  await tellTimeZone("ada", storage);
  expect(calls).toEqual([
    "GET /api/notification-settings",
    `PUT /api/notification-settings {"time_zone":"${browserTimeZone()}"}`,
  ]);
});

test("a zone that somebody has stays, and somebody else is asked about anew", async () => {
  const { calls, storage } = serve("Europe/Vienna");
  await tellTimeZone("ada", storage);
  await tellTimeZone("bo", storage);
  expect(calls).toEqual(["GET /api/notification-settings", "GET /api/notification-settings"]);
});

test("no answer is no reason not to ask again", async () => {
  const { storage } = serve(null);
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network")));
  await tellTimeZone("ada", storage);
  const { calls } = serve(null);
  await tellTimeZone("ada", storage);
  expect(calls).toHaveLength(2);
});

test("a zone that this browser does not list can be chosen all the same", () => {
  expect(timeZones("Mars/Olympus")).toContain("Mars/Olympus");
  expect(timeZones(null)).toContain("UTC");
});
