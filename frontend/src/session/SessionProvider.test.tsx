// @vitest-environment happy-dom
import { act, cleanup, render } from "@testing-library/react";
import { memo, StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addItem, setTitle } from "@/plan/change";
import { FakeServer, FakeSocket } from "./fakeServer";
import {
  type BoardNotice,
  type BoardSession,
  type Role,
  SessionProvider,
  useBoardNotices,
  useConnection,
  useItem,
  usePeers,
  usePlan,
  useSession,
  useTitleCarets,
  useUndoState,
} from "./index";

const me = { id: "ann", name: "Ann", color: "#4e68ce", guest: false };

let server: FakeServer;
let session: BoardSession;
const renders = new Map<string, number>();
const notices: BoardNotice[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  server = new FakeServer();
  FakeSocket.server = server;
  renders.clear();
  notices.length = 0;
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const settle = (ms = 20) => act(() => vi.advanceTimersByTimeAsync(ms));
const count = (what: string) => renders.set(what, (renders.get(what) ?? 0) + 1);

const Row = memo(function Row({ id }: { id: string }) {
  count(id);
  const carets = useTitleCarets(id);
  return (
    <li>
      {useItem(id)?.title} {carets.length}
    </li>
  );
});

function Board() {
  session = useSession();
  count("board");
  useBoardNotices((notice) => notices.push(notice));
  const { state } = useConnection();
  const { canUndo } = useUndoState();
  const peers = usePeers();
  return (
    <p>
      {state} {session.role} {String(canUndo)} {peers.length}
    </p>
  );
}

function Rows() {
  return usePlan().roots.map((id) => <Row key={id} id={id} />);
}

function page(role: Role = "editor", boardId = "board") {
  return (
    <StrictMode>
      <SessionProvider boardId={boardId} me={me} role={role}>
        <Board />
        <Rows />
      </SessionProvider>
    </StrictMode>
  );
}

describe("SessionProvider", () => {
  it("opens one connection under StrictMode, and closes it", async () => {
    const { container, unmount } = render(page());
    await settle();
    expect(container.textContent).toBe("saved editor false 0");
    expect(server.sockets.size).toBe(1);
    unmount();
    await settle();
    expect(server.sockets.size).toBe(0);
  });

  it("renders only the row whose item changed", async () => {
    render(page());
    await settle();
    const ids = ["a", "b", "c"].map((title) => {
      let id = "";
      act(() => {
        id = addItem(session.doc, { kind: "goal", parent: null, title, by: me.id });
      });
      return id;
    });
    await settle();
    renders.clear();
    act(() => setTitle(session.doc, ids[1] as string, "b!"));
    expect(renders.has(ids[0] as string)).toBe(false);
    expect(renders.has(ids[1] as string)).toBe(true);
    expect(renders.has(ids[2] as string)).toBe(false);
  });

  it("goes on with another role, without opening anew", async () => {
    const { container, rerender } = render(page());
    await settle();
    const { doc } = session;
    const opened = server.connections;
    rerender(page("viewer"));
    await settle();
    expect(container.textContent).toBe("saved viewer false 0");
    expect(session.canEdit).toBe(false);
    expect(session.doc).toBe(doc);
    expect(server.connections).toBe(opened);
  });

  it("opens another board anew", async () => {
    const { rerender } = render(page());
    await settle();
    const { doc } = session;
    rerender(page("editor", "another"));
    await settle();
    expect(session.boardId).toBe("another");
    expect(session.doc).not.toBe(doc);
    expect(server.sockets.size).toBe(1);
  });

  it("tells notices to whoever listens", async () => {
    render(page());
    await settle();
    server.say('{"type":"board"}');
    await settle();
    expect(notices).toEqual([{ type: "board" }]);
  });

  it("starts anew, and says so, when changes were not taken", async () => {
    const { container } = render(page());
    await settle();
    server.close(1006);
    server.scope = "readonly";
    act(() => {
      addItem(session.doc, { kind: "goal", parent: null, title: "lost", by: me.id });
    });
    await settle(5000);
    await settle();
    expect(notices).toEqual([
      { type: "rejected", lost: [{ item: expect.any(String), field: "title", text: "lost" }] },
    ]);
    expect(session.plan.getSnapshot().roots).toEqual([]);
    expect(container.textContent).toContain("saved");
  });

  it("asks for a provider around its hooks", () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    expect(() => render(<Board />)).toThrow(/SessionProvider/);
  });
});
