// Yjs, told over stdin what a client of it would be sent. A line of JSON {doc, updates, drop}: the
// document's name, updates in base64 that are applied to it, and whether to forget it afterwards.
// The answer says what it holds: {"ok": true, "vector", "text", "list", "items"}, or the error.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(new URL("../interop/package.json", import.meta.url));
const Y = require("yjs");
const docs = new Map();
console.error = console.warn = () => {};

for await (const line of createInterface({ input: process.stdin })) {
  const { doc: name, updates, drop } = JSON.parse(line);
  if (!docs.has(name)) docs.set(name, new Y.Doc());
  const doc = docs.get(name);
  let answer;
  try {
    for (const update of updates) Y.applyUpdate(doc, new Uint8Array(Buffer.from(update, "base64")));
    const vector = Y.decodeStateVector(Y.encodeStateVector(doc));
    answer = {
      ok: true,
      vector: Object.fromEntries([...vector].filter(([, clock]) => clock > 0)),
      waits: doc.store.pendingStructs !== null || doc.store.pendingDs !== null,
      text: doc.getText("text").toString(),
      list: doc.getArray("list").length,
      items: [...doc.getMap("items").keys()].sort(),
    };
  } catch (error) {
    answer = { ok: false, error: String(error.stack) };
  }
  if (drop) docs.delete(name);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
