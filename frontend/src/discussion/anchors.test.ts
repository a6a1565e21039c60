import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { pick, seeded } from "@/item/title/seeded";
import {
  anchorOf,
  positionsOf,
  quoteOf,
  type Range,
  type Root,
  rangeAt,
  rangeOf,
  wordsIn,
} from "./anchors";

function title(text: string): Y.Text {
  const doc = new Y.Doc();
  const title = new Y.Text(text);
  doc.getMap("items").set("item", title);
  return title;
}

function body(...paragraphs: string[]): Y.XmlFragment {
  const doc = new Y.Doc();
  const body = new Y.XmlFragment();
  doc.getMap("items").set("item", body);
  body.push(paragraphs.map(paragraph));
  return body;
}

function paragraph(text: string): Y.XmlElement {
  const element = new Y.XmlElement("paragraph");
  element.insert(0, [new Y.XmlText(text)]);
  return element;
}

/** An anchor at the given words, and what it holds whenever it is asked. */
function anchored(root: Root, quote: string) {
  const words = wordsIn(root);
  const from = words.text.indexOf(quote);
  const range = { from, to: from + quote.length };
  const anchor = anchorOf(words, range);
  if (!anchor || from < 0) throw new Error("no such words");
  return () => {
    const now = wordsIn(root);
    const found = rangeOf(now, anchor, quoteOf(words, range));
    return found && now.text.slice(found.from, found.to);
  };
}

describe("an anchor in a title", () => {
  test("moves with its words, and what is typed beside them stays outside", () => {
    const text = title("Reach every town");
    const held = anchored(text, "every");
    text.insert(0, "We ");
    text.insert(text.toString().indexOf("every"), "nearly ");
    text.insert(text.toString().indexOf("every") + 5, " single");
    expect(held()).toBe("every");
    text.insert(text.toString().indexOf("ery"), "-");
    expect(held()).toBe("ev-ery");
  });

  test("keeps to what is left, and is gone with the last letter", () => {
    const text = title("Reach every town");
    const held = anchored(text, "every");
    text.delete(6, 2);
    expect(held()).toBe("ery");
    text.delete(5, 4);
    expect(held()).toBeNull();
  });

  test("comes back with what an undo brings back", () => {
    const text = title("Reach every town");
    const held = anchored(text, "every");
    const undo = new Y.UndoManager(text);
    text.delete(0, 16);
    expect(held()).toBeNull();
    undo.undo();
    expect(held()).toBe("every");
  });

  test("finds words again that were written anew, where they stand once", () => {
    const text = title("Reach every town by bus");
    const held = anchored(text, "every town");
    text.delete(0, text.length);
    text.insert(0, "By bus to every town");
    expect(held()).toBe("every town");
    text.insert(0, "every town! ");
    expect(held()).toBeNull();
  });

  test.each(["", "%", "AAAA", btoa("\u0003\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")])(
    "that makes no sense is nowhere: %j",
    (start) => {
      const text = title("Reach every town");
      expect(rangeOf(wordsIn(text), { start, end: start }, "x")).toBeNull();
    },
  );

  test("of another text is nowhere, and defines no root", () => {
    const text = title("Reach every town");
    const root = text.doc?.getText("other") as Y.Text;
    root.insert(0, "words");
    const elsewhere = anchorOf(wordsIn(root), { from: 0, to: 5 });
    const fresh = title("Reach every town");
    expect(rangeOf(wordsIn(fresh), elsewhere ?? { start: "", end: "" }, "x")).toBeNull();
    expect([...(fresh.doc as Y.Doc).share.keys()]).toEqual(["items"]);
  });
});

describe("an anchor in a body", () => {
  test("spans paragraphs, and moves with them", () => {
    const text = body("One bus", "Two buses", "Three buses");
    const held = anchored(text, "bus\nTwo");
    text.insert(0, [paragraph("Zero")]);
    expect(held()).toBe("bus\nTwo");
    text.insert(2, [paragraph("between")]);
    expect(held()).toBe("bus\nbetween\nTwo");
  });

  test("keeps to the paragraphs that are left", () => {
    const text = body("One bus", "Two buses", "Three buses");
    const held = anchored(text, "bus\nTwo buses\nThree");
    text.delete(0, 1);
    expect(held()).toBe("Three");
    const other = body("One bus", "Two buses");
    const first = anchored(other, "bus\nTwo");
    other.delete(1, 1);
    expect(first()).toBe("bus");
    other.delete(0, 1);
    expect(first()).toBeNull();
  });

  test("stays when its paragraph is split, though the letters are new ones", () => {
    const text = body("We reach every town by bus");
    const held = anchored(text, "every town");
    const first = (text.get(0) as Y.XmlElement).get(0) as Y.XmlText;
    first.delete(3, first.length - 3);
    text.insert(1, [paragraph("reach every town by bus")]);
    expect(held()).toBe("every town");
  });

  test("stands in ProseMirror where the words are", () => {
    const text = body("One", "");
    const list = new Y.XmlElement("bulletList");
    const item = new Y.XmlElement("listItem");
    const broken = paragraph("a");
    broken.push([new Y.XmlElement("hardBreak"), new Y.XmlText("bc")]);
    item.push([broken]);
    list.push([item]);
    text.push([list]);
    const words = wordsIn(text);
    expect(words.text).toBe("One\n\na\nbc");
    // <p>One</p><p></p><ul><li><p>a<br>bc</p></li></ul>
    expect(positionsOf(words, { from: 0, to: 3 })).toEqual({ from: 1, to: 4 });
    expect(positionsOf(words, { from: 5, to: 6 })).toEqual({ from: 10, to: 11 });
    expect(positionsOf(words, { from: 7, to: 9 })).toEqual({ from: 12, to: 14 });
    for (const [from, to] of [
      [0, 3],
      [1, 6],
      [5, 9],
      [7, 8],
    ] as const) {
      const there = positionsOf(words, { from, to }) as Range;
      expect(rangeAt(words, there.from, there.to)).toEqual({ from, to });
    }
    // From the empty paragraph on: from the first letter.
    expect(rangeAt(words, 6, 11)).toEqual({ from: 5, to: 6 });
    expect(rangeAt(words, 4, 7)).toBeNull();
  });
});

/** Letters that no other edit of a run writes, so that each can be found again. */
function letters() {
  let next = 0x4e00;
  return (count: number) => String.fromCharCode(...Array.from({ length: count }, () => next++));
}

interface Replica {
  doc: Y.Doc;
  root: Root;
}

function replicas(make: () => Root, count: number): Replica[] {
  const first = make();
  const state = Y.encodeStateAsUpdate(first.doc as Y.Doc);
  return Array.from({ length: count }, (_, at) => {
    if (at === 0) return { doc: first.doc as Y.Doc, root: first };
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    return { doc, root: doc.getMap("items").get("item") as Root };
  });
}

function exchange(all: readonly Replica[], random: () => number) {
  const from = pick(all, random);
  const to = pick(all, random);
  Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)));
}

function editText(text: Y.Text, random: () => number, write: (count: number) => string) {
  const at = Math.floor(random() * (text.length + 1));
  if (random() < 0.55 || text.length === 0) {
    text.insert(at, write(1 + Math.floor(random() * 3)));
  } else {
    const count = Math.min(text.length - at, 1 + Math.floor(random() * 6));
    if (count > 0) text.delete(at, count);
  }
}

function edit({ root }: Replica, random: () => number, write: (count: number) => string) {
  if (!(root instanceof Y.XmlFragment)) return editText(root, random, write);
  if (random() < 0.12 && root.length > 0) {
    root.delete(Math.floor(random() * root.length), 1);
  } else if (random() < 0.12 || root.length === 0) {
    root.insert(Math.floor(random() * (root.length + 1)), [paragraph(write(3))]);
  } else {
    const element = pick(root.toArray(), random) as Y.XmlElement;
    editText(element.get(0) as Y.XmlText, random, write);
  }
}

describe.each(["title", "body"])("under random concurrent edits of a %s", (kind) => {
  test.each(Array.from({ length: 60 }, (_, seed) => seed))("an anchor holds (seed %i)", (seed) => {
    const random = seeded(seed * 7919 + (kind === "title" ? 1 : 2));
    const write = letters();
    const all = replicas(
      () => (kind === "title" ? title(write(24)) : body(write(9), write(9), write(9))),
      3,
    );
    const before = wordsIn((all[0] as Replica).root);
    const from = Math.floor(random() * (before.text.length - 4));
    const to = from + 1 + Math.floor(random() * Math.min(14, before.text.length - from - 1));
    const anchor = anchorOf(before, { from, to });
    if (!anchor) return;
    const inside = new Set(before.text.slice(from, to).replaceAll("\n", ""));
    const outside = new Set(
      (before.text.slice(0, from) + before.text.slice(to)).replaceAll("\n", ""),
    );

    for (let step = 0; step < 60; step++) {
      if (random() < 0.3) exchange(all, random);
      else edit(pick(all, random), random, write);
      check(pick(all, random));
    }
    for (const one of all) {
      for (const other of all) Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(other.doc));
    }
    const found = all.map(check);
    expect(new Set(found).size).toBe(1);

    function check({ root }: Replica): string | null {
      const words = wordsIn(root);
      const range = rangeOf(words, anchor as NonNullable<typeof anchor>, "");
      const held = range === null ? "" : words.text.slice(range.from, range.to);
      // Nothing that was outside is inside now.
      expect([...held].filter((letter) => outside.has(letter))).toEqual([]);
      const left = [...words.text].filter((letter) => inside.has(letter));
      if (kind === "title") {
        // Nothing that was inside and is still there is left out.
        expect([...held].filter((letter) => inside.has(letter))).toEqual(left);
      } else if (range !== null) {
        expect(positionsOf(words, range)).not.toBeNull();
      }
      if (range === null && kind === "title") expect(left).toEqual([]);
      return range === null ? null : held;
    }
  });
});
