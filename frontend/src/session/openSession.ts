import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { PlanStore } from "@/plan/store";
import { BoardConnection } from "./connection";
import { Ledger } from "./ledger";
import { localBoardName } from "./localBoards";
import { LocalCopy } from "./localCopy";
import { type BoardNotice, readNotice } from "./notices";
import { Presence } from "./presence";
import { TitleCarets } from "./titleCarets";
import type { BoardSession, Leave, Role } from "./types";
import { SessionUndo } from "./undo";

export interface SessionOptions {
  boardId: string;
  me: BoardSession["me"];
  role: Role;
  /** What they may write now; all that their role lets them, unless given. */
  leave?: Leave;
  /** Address of the socket; the `/collaboration` of this page's origin unless given. */
  url?: string;
  /** The server did not take what was changed here; the copy in this browser is gone: open anew. */
  onRejected?(): void;
  WebSocketPolyfill?: typeof WebSocket;
}

export interface OpenSession extends BoardSession {
  readonly titleCarets: TitleCarets;
  readonly leave: Leave | undefined;
  /** Resolves once the copy in this browser, if there is one, is in the document. */
  readonly loaded: Promise<void>;
  /** Listens to the server's notices; returns how to stop. */
  onNotice(listener: (notice: BoardNotice) => void): () => void;
  /** The same session for the same person with another role, leave, name or colour. */
  as(person: { me: BoardSession["me"]; role: Role; leave?: Leave }): OpenSession;
  destroy(): void;
}

const writers: readonly Role[] = ["owner", "facilitator", "editor"];

/** Opens a board: its copy in this browser at once, then the server. */
export function openSession(options: SessionOptions): OpenSession {
  const { boardId, me, role, leave } = options;
  const doc = new Y.Doc();
  const ledger = new Ledger();
  const plan = new PlanStore(doc);
  const undo = new SessionUndo(doc, me.id);
  const awareness = new Awareness(doc);
  const presence = new Presence(awareness, { ...me, role }, "outline");
  const titleCarets = new TitleCarets(doc, awareness, plan);
  const notices = new Set<(notice: BoardNotice) => void>();
  const local = new LocalCopy(localBoardName(me.id, boardId), doc, ledger);

  const connection = new BoardConnection({
    boardId,
    doc,
    awareness,
    ledger,
    url: options.url ?? socketUrl(),
    localOrigin: local,
    onLedger: () => local.unsentChanged(),
    onStateless: (payload) => {
      const notice = readNotice(payload);
      if (notice?.type === "access") connection.confine(notice.within !== null);
      if (notice) for (const listener of [...notices]) listener(notice);
    },
    onRejected: () => void local.forget().then(() => options.onRejected?.()),
    onRefused: (forget) => {
      if (forget) void local.forget();
    },
    warning: () =>
      local.failed ? "This browser keeps no copy of the board: keep this page open." : null,
    WebSocketPolyfill: options.WebSocketPolyfill,
  });
  local.onFailed = () => connection.look();
  const loaded = local.loaded.then(() => connection.begin());

  const warnBeforeLoss = (event: BeforeUnloadEvent) => {
    if (ledger.unsaved > 0 && !local.complete) event.preventDefault();
  };
  const comeBack = () => presence.comeBack();
  window.addEventListener("beforeunload", warnBeforeLoss);
  window.addEventListener("pageshow", comeBack);

  let open = true;
  const destroy = () => {
    if (!open) return;
    open = false;
    window.removeEventListener("beforeunload", warnBeforeLoss);
    window.removeEventListener("pageshow", comeBack);
    notices.clear();
    local.onFailed = null;
    local.close();
    titleCarets.close();
    presence.close();
    connection.close();
    undo.dispose();
    plan.destroy();
    doc.destroy();
  };

  const view = (person: { me: BoardSession["me"]; role: Role; leave?: Leave }): OpenSession => {
    const byRole = writers.includes(person.role);
    const { canWrite, within } = person.leave ?? { canWrite: byRole, within: null };
    const canEdit = canWrite && within === null;
    const mayEdit = (item: string) =>
      canEdit || (canWrite && within !== null && plan.isWithin(item, within));
    return {
      boardId,
      doc,
      plan,
      awareness,
      connection,
      peers: presence.peers,
      undo,
      me: person.me,
      role: person.role,
      canEdit,
      within: canWrite ? within : null,
      locked: byRole && !canEdit,
      mayEdit,
      mayMove: (item) => mayEdit(item) && item !== within,
      titleCarets,
      leave: person.leave,
      loaded,
      setLocation: (location) => presence.locate(location),
      onNotice: (listener) => {
        notices.add(listener);
        return () => notices.delete(listener);
      },
      as: (next) => {
        presence.introduce({ ...next.me, role: next.role });
        // What one did elsewhere cannot be undone now: that would change what is locked.
        if (next.leave?.within && next.leave.within !== within) undo.manager.clear();
        return view(next);
      },
      destroy,
    };
  };
  return view({ me, role, leave });
}

function socketUrl(): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss:" : "ws:"}//${host}/collaboration`;
}
