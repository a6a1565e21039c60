// @vitest-environment happy-dom
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { inboxKeys } from "../api";
import { FakeInbox, testNotification } from "../testInbox";
import { InboxList } from "./InboxList";

const router = vi.hoisted(() => ({ gone: [] as string[] }));
vi.mock("@tanstack/react-router", async (original) => ({
  ...(await original<typeof import("@tanstack/react-router")>()),
  useRouter: () => ({ history: { push: (path: string) => router.gone.push(path) } }),
}));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  router.gone = [];
});

function show(inbox: FakeInbox) {
  vi.stubGlobal("fetch", inbox.answer);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const onOpen = vi.fn();
  render(
    <QueryClientProvider client={queries}>
      <MantineProvider>
        <InboxList onOpen={onOpen} />
      </MantineProvider>
    </QueryClientProvider>,
  );
  return { count: () => queries.getQueryData(inboxKeys.count), onOpen };
}

const three = () => [
  testNotification({ id: "n3", at: "2026-03-10T10:00:00Z", link: "/boards/b1?thread=t3" }),
  testNotification({
    id: "n2",
    at: "2026-03-01T10:00:00Z",
    by: null,
    kind: "due",
    title: "“Grow” is due tomorrow",
    excerpt: "",
    read_at: "2026-03-02T10:00:00Z",
  }),
  testNotification({ id: "n1", at: "2026-02-28T10:00:00Z", link: "https://elsewhere.example/" }),
];
const rows = () => screen.getAllByRole("link");

test("following one opens its place and marks it as read", async () => {
  const inbox = new FakeInbox(three());
  const { count, onOpen } = show(inbox);
  const first = await screen.findByRole("link", { name: /Unread: Ada mentioned you/ });
  expect(count()).toBe(2);
  fireEvent.click(first);
  expect(router.gone).toEqual(["/boards/b1?thread=t3"]);
  expect(onOpen).toHaveBeenCalled();
  await waitFor(() => expect(inbox.unread).toBe(1));
  expect(count()).toBe(1);
  expect(screen.queryByText("Unread:")).toBeNull();
});

test("more is shown when asked for, and a link leads nowhere but into the app", async () => {
  show(new FakeInbox(three()));
  fireEvent.click(await screen.findByRole("button", { name: "Show more" }));
  await waitFor(() => expect(rows()).toHaveLength(3));
  expect(rows()[2]?.getAttribute("href")).toBe("/");
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
});

test("by keys: J and K move, E marks and takes it back", async () => {
  const inbox = new FakeInbox(three());
  show(inbox);
  await screen.findByRole("button", { name: "Show more" });
  const list = document.querySelector("[data-inbox]") as HTMLElement;
  fireEvent.keyDown(list, { key: "j" });
  expect(document.activeElement).toBe(rows()[0]);
  fireEvent.keyDown(rows()[0] as HTMLElement, { key: "e" });
  await waitFor(() => expect(inbox.unread).toBe(1));
  fireEvent.keyDown(rows()[0] as HTMLElement, { key: "e" });
  await waitFor(() => expect(inbox.unread).toBe(2));
  fireEvent.keyDown(rows()[0] as HTMLElement, { key: "ArrowDown" });
  expect(document.activeElement).toBe(rows()[1]);
  fireEvent.keyDown(rows()[1] as HTMLElement, { key: "k" });
  expect(document.activeElement).toBe(rows()[0]);
});

test("all are marked, those not shown as well", async () => {
  const inbox = new FakeInbox(three());
  const { count } = show(inbox);
  await screen.findByRole("button", { name: "Show more" });
  fireEvent.click(screen.getByRole("button", { name: "Mark all as read" }));
  await waitFor(() => expect(inbox.unread).toBe(0));
  expect(count()).toBe(0);
});

test("only what is unread, and nothing of it", async () => {
  show(new FakeInbox(three().slice(1, 2)));
  await screen.findByText("“Grow” is due tomorrow");
  fireEvent.click(within(screen.getByRole("radiogroup")).getByText("Unread"));
  expect(await screen.findByText("You are up to date")).toBeTruthy();
  expect(screen.getByText("Nothing is unread.")).toBeTruthy();
});

test("who asks while a mark is on its way is told how it is after it", async () => {
  const inbox = new FakeInbox(three().slice(0, 1));
  const { count } = show(inbox);
  let free = () => {};
  inbox.busy = new Promise((resolve) => {
    free = resolve;
  });
  fireEvent.click(await screen.findByRole("button", { name: "Mark as read" }));
  await waitFor(() => expect(inbox.calls).toContain("POST /api/inbox/read"));
  fireEvent.click(within(screen.getByRole("radiogroup")).getByText("Unread"));
  await new Promise((resolve) => setTimeout(resolve, 20));
  free();
  expect(await screen.findByText("You are up to date")).toBeTruthy();
  expect(count()).toBe(0);
});

test("where nothing can be had, it says so and tries again", async () => {
  const inbox = new FakeInbox(three());
  inbox.away = true;
  show(inbox);
  const again = await screen.findByRole("button", { name: "Try again" });
  inbox.away = false;
  fireEvent.click(again);
  expect(await screen.findByText("“Grow” is due tomorrow")).toBeTruthy();
});

test("a mark that was refused is taken back", async () => {
  const inbox = new FakeInbox(three());
  const { count } = show(inbox);
  await screen.findByRole("button", { name: "Show more" });
  inbox.away = true;
  fireEvent.click(screen.getAllByRole("button", { name: "Mark as read" })[0] as HTMLElement);
  await waitFor(() => expect(inbox.calls).toContain("POST /api/inbox/read"));
  await waitFor(() => expect(count()).toBe(2));
});
