// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rememberSession, useSessions, workshopKeys } from "../api";
import { testActivity, testSession } from "../testSession";
import type { Activity, Session } from "../types";
import { USUAL_SETTINGS } from "../types";
import { useAgenda } from "./useAgenda";

const undo = vi.hoisted(() => ({ last: null as (() => void) | null }));
vi.mock("@/item/deleteWithUndo", () => ({
  noticeWithUndo: (notice: { undo: () => void }) => {
    undo.last = notice.undo;
  },
}));

interface Call {
  method: string;
  path: string;
  body: Record<string, unknown>;
}

/** What the service does with an agenda, as far as these tests need it. */
class FakeService {
  calls: Call[] = [];
  refuse: { status: number; detail: string } | null = null;
  away = false;
  constructor(public session: Session) {}

  answer = async (path: string, init: RequestInit = {}): Promise<Response> => {
    if (this.away) throw new TypeError("network");
    const method = init.method ?? "GET";
    const body = init.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : {};
    this.calls.push({ method, path, body });
    if (this.refuse) {
      return new Response(JSON.stringify({ code: "conflict", detail: this.refuse.detail }), {
        status: this.refuse.status,
      });
    }
    const id = path.split("/").at(-1);
    const rest = this.session.activities.filter((one) => one.id !== id);
    if (method === "DELETE") this.#become(rest);
    if (method === "POST") {
      const { before, ...draft } = body;
      const made = testActivity({
        ...(draft as Partial<Activity>),
        id: `new ${this.calls.length}`,
      });
      const at = rest.findIndex((one) => one.id === before);
      this.#become(at < 0 ? [...rest, made] : [...rest.slice(0, at), made, ...rest.slice(at)]);
    }
    if (method === "PATCH") {
      this.#become(
        this.session.activities.map((one) =>
          one.id === id ? { ...one, ...(body as Partial<Activity>) } : one,
        ),
      );
    }
    return new Response(JSON.stringify(method === "GET" ? [this.session] : this.session));
  };

  #become(activities: Activity[]) {
    const { revision } = this.session;
    this.session = { ...this.session, activities, revision: revision + 1 };
  }
}

let service: FakeService;
let queries: QueryClient;

beforeEach(() => {
  sessionStorage.clear();
  undo.last = null;
  queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  service = new FakeService(
    testSession({
      state: "planned",
      activities: [
        testActivity({ id: "write", title: "Write" }),
        testActivity({
          id: "group",
          title: "Group",
          kind: "group",
          settings: { ...USUAL_SETTINGS, source: "write" },
        }),
      ],
    }),
  );
  vi.stubGlobal("fetch", service.answer);
  queries.setQueryData<Session[]>(workshopKeys.sessions("b1"), [service.session]);
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function render() {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>{children}</QueryClientProvider>
  );
  return renderHook(
    () => {
      const session = useSessions("b1").data?.[0];
      return useAgenda(session as Session, "ada");
    },
    { wrapper },
  ).result;
}

test("a change shows at once, and says that it is saved only once it is", async () => {
  const agenda = render();
  act(() => agenda.current.change("write", { title: "Write more" }));
  expect(agenda.current.activities[0]?.title).toBe("Write more");
  expect(agenda.current.saving.step).toBe("saving");
  await waitFor(() => expect(agenda.current.saving.step).toBe("saved"));
  expect(service.session.activities[0]?.title).toBe("Write more");
});

test("a newer copy from elsewhere does not take away what is on its way", async () => {
  service.away = true;
  const agenda = render();
  act(() => agenda.current.change("write", { title: "Mine" }));
  await waitFor(() => expect(agenda.current.saving.step).toBe("away"));
  act(() => rememberSession(queries, { ...service.session, revision: 9, title: "Newer" }));
  expect(agenda.current.activities[0]?.title).toBe("Mine");
});

test("what is refused stays to be seen until one gives it up", async () => {
  service.refuse = { status: 409, detail: "This vote has begun." };
  const agenda = render();
  act(() => agenda.current.change("write", { title: "Too late" }));
  await waitFor(() =>
    expect(agenda.current.saving).toEqual({ step: "refused", why: "This vote has begun." }),
  );
  expect(agenda.current.activities[0]?.title).toBe("Too late");
  act(() => agenda.current.discard());
  expect(agenda.current.activities[0]?.title).toBe("Write");
  expect(agenda.current.saving.step).toBe("saved");
});

test("undoing a deletion puts it where it was, and what took its notes takes them again", async () => {
  const agenda = render();
  const [write] = agenda.current.activities;
  act(() => agenda.current.remove(write as Activity));
  expect(agenda.current.activities.map(({ title }) => title)).toEqual(["Group"]);
  await waitFor(() => expect(undo.last).not.toBeNull());
  act(() => undo.last?.());
  await waitFor(() => {
    const [again, group] = service.session.activities;
    expect([again?.title, group?.title]).toEqual(["Write", "Group"]);
    expect(again?.id).not.toBe("write");
    expect(group?.settings.source).toBe(again?.id);
  });
});

test("what is added shows before the server has it", async () => {
  const agenda = render();
  let added: Promise<string | null> | undefined;
  act(() => {
    added = agenda.current.add(
      { kind: "discuss", title: "Talk", instructions: "", minutes: 5, settings: {} },
      "group",
    );
  });
  expect(agenda.current.adding.map(({ draft }) => draft.title)).toEqual(["Talk"]);
  await act(async () => expect(await added).toBe("new 1"));
  await waitFor(() =>
    expect(agenda.current.activities.map(({ title }) => title)).toEqual(["Write", "Talk", "Group"]),
  );
  expect(agenda.current.adding).toEqual([]);
});
