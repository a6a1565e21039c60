// @vitest-environment happy-dom
import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { StarterKit } from "@tiptap/starter-kit";
import { expect, it } from "vitest";
import * as Y from "yjs";
import { addItem, bodyFragment, setStatus } from "@/plan/change";
import { PlanStore } from "@/plan/store";
import { SessionUndo } from "./undo";

it("an editor's changes and the board's are undone in their order, over editors that come and go", () => {
  const doc = new Y.Doc();
  const store = new PlanStore(doc);
  const undo = new SessionUndo(doc, "ann");
  const id = addItem(doc, { kind: "goal", parent: null, title: "goal", by: "ann" });
  const fragment = bodyFragment(doc, id) as Y.XmlFragment;
  const edit = () => {
    const element = document.createElement("div");
    document.body.append(element);
    return new Editor({
      element,
      extensions: [
        StarterKit.configure({ undoRedo: false }),
        Collaboration.configure({ fragment, yUndoOptions: { undoManager: undo.forEditor() } }),
      ],
    });
  };
  const status = () => store.getSnapshot().items.get(id)?.status;

  const first = edit();
  first.commands.insertContent("one");
  setStatus(doc, id, "agreed");
  first.destroy();
  const second = edit();
  expect(second.getText()).toBe("one");
  second.commands.insertContentAt(second.state.doc.content.size - 1, " two");
  expect(second.getText()).toBe("one two");

  second.commands.undo();
  expect([second.getText(), status()]).toEqual(["one", "agreed"]);
  undo.undo();
  expect([second.getText(), status()]).toEqual(["one", "draft"]);
  second.commands.undo();
  expect(second.getText()).toBe("");
  expect(store.getSnapshot().items.has(id)).toBe(true);
  for (let step = 0; step < 3; step++) second.commands.redo();
  expect([second.getText(), status()]).toEqual(["one two", "agreed"]);
  second.destroy();

  setStatus(doc, id, "done");
  undo.undo();
  expect(status()).toBe("agreed");
});
