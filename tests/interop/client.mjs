// One Yjs client of somebody else's making, told what to do over stdin, a JSON object a line.
// node client.mjs hocuspocus|y-websocket SERVER BOARD TOKEN
import { createInterface } from "node:readline";
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import WebSocket from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

const [kind, server, board, token, ...options] = process.argv.slice(2);
const doc = new Y.Doc();
const text = doc.getText("text");
const items = doc.getMap("items");
const seen = { closes: [], stateless: [], denied: [], scopes: [] };
let provider;
let synced = false;

if (kind === "hocuspocus") {
  const websocketProvider = new HocuspocusProviderWebsocket({
    url: `${server}/collaboration`,
    WebSocketPolyfill: WebSocket,
    delay: 100,
    minDelay: 100,
  });
  provider = new HocuspocusProvider({
    websocketProvider,
    name: board,
    document: doc,
    token,
    sessionAwareness: options.includes("session"),
    onSynced: ({ state }) => {
      synced = state;
    },
    onClose: ({ event }) => seen.closes.push(event.code),
    onStateless: ({ payload }) => seen.stateless.push(JSON.parse(payload)),
    onAuthenticationFailed: ({ reason }) => seen.denied.push(reason),
    onAuthenticated: ({ scope }) => seen.scopes.push(scope),
  });
  provider.attach();
} else {
  provider = new WebsocketProvider(`${server}/yjs`, board, doc, {
    WebSocketPolyfill: WebSocket,
    params: { token },
    disableBc: true,
  });
  provider.on("sync", (state) => {
    synced = state;
  });
  provider.on("connection-close", (event) => event && seen.closes.push(event.code));
}

const commands = {
  insert: ({ at, what }) => text.insert(Math.min(at, text.length), what),
  remove: ({ at, length }) => text.delete(at, length),
  set: ({ key, value }) => items.set(key, value),
  format: ({ at, length, bold }) => text.format(at, length, { bold }),
  presence: ({ state }) => {
    for (const [key, value] of Object.entries(state)) {
      provider.awareness.setLocalStateField(key, value);
    }
  },
  forge: ({ client, clock, state }) => {
    // Says something of a client id that is not one's own.
    provider.awareness.states.set(client, state);
    provider.awareness.meta.set(client, { clock, lastUpdated: Date.now() });
    provider.awareness.emit("update", [{ added: [], updated: [client], removed: [] }, "local"]);
  },
  disconnect: () => (kind === "hocuspocus" ? provider.configuration.websocketProvider : provider).disconnect(),
  connect: () => (kind === "hocuspocus" ? provider.configuration.websocketProvider : provider).connect(),
  look: () => {},
};

function report() {
  return {
    client: doc.clientID,
    synced,
    text: text.toString(),
    delta: text.toDelta(),
    items: items.toJSON(),
    unsaved: kind === "hocuspocus" ? provider.unsyncedChanges : null,
    presence: Object.fromEntries(provider.awareness.getStates()),
    state: Buffer.from(Y.encodeStateVector(doc)).toString("hex"),
    ...seen,
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  commands[command.do](command);
  process.stdout.write(`${JSON.stringify(report())}\n`);
}
process.exit(0);
