// @vitest-environment happy-dom
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Board } from "@/api";
import { testSession } from "../testSession";
import type { Session } from "../types";
import { SessionsPanel } from "./SessionsPanel";

const board = vi.hoisted(() => ({ connection: "saved", items: 0 }));
vi.mock("@/session", () => ({
  useConnection: () => ({ state: board.connection }),
  usePlan: () => ({
    items: new Map(Array.from({ length: board.items }, (_, index) => [String(index), {}])),
    roots: [],
    stakeholders: [],
  }),
  useItem: () => undefined,
}));

let answer: () => Promise<Response>;
const sessions = (...list: Session[]) => Promise.resolve(new Response(JSON.stringify(list)));

beforeEach(() => {
  board.connection = "saved";
  board.items = 0;
  vi.stubGlobal("fetch", () => answer());
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(role: Board["role"]) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <MantineProvider>
        <SessionsPanel
          board={{ id: "b1", title: "Buses", role, workspace: null } as Board}
          me={{ id: "ada" }}
          onClose={() => undefined}
        />
      </MantineProvider>
    </QueryClientProvider>,
  );
}

test("where there is none yet, who may is led to the first plan", async () => {
  answer = () => sessions();
  show("facilitator");
  expect(await screen.findByRole("button", { name: "Plan “Your first plan”" })).toBeTruthy();
});

test("who may not plan is told who does", async () => {
  answer = () => sessions();
  show("editor");
  expect(await screen.findByText("No session is planned yet")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});

test("while the board is empty, the guided session stays at hand", async () => {
  answer = () => sessions(testSession({ state: "planned" }));
  show("owner");
  expect(await screen.findByRole("button", { name: "Your first plan, guided" })).toBeTruthy();
  cleanup();
  board.items = 3;
  show("owner");
  expect(await screen.findByRole("button", { name: "Plan a session" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Your first plan, guided" })).toBeNull();
});

test("a list that did not come can be asked for again", async () => {
  answer = () => Promise.reject(new TypeError("network"));
  show("owner");
  const again = await screen.findByRole("button", { name: "Try again" });
  answer = () => sessions(testSession({ state: "planned", title: "Spring plan" }));
  fireEvent.click(again);
  expect(await screen.findByRole("button", { name: /^Spring plan/ })).toBeTruthy();
});

test("offline, one is told when changes go", async () => {
  board.connection = "offline";
  answer = () => sessions(testSession({ state: "planned" }));
  show("owner");
  expect(await screen.findByText(/You are offline/)).toBeTruthy();
});
