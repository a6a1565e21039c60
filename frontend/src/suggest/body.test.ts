import { expect, test } from "vitest";
import * as Y from "yjs";
import { asDoc, bodyText, readBody, sameBody } from "./body";
import type { DocJson, NodeJson } from "./types";

const doc = (...content: NodeJson[]): DocJson => ({ type: "doc", content });
const text = (words: string, ...marks: string[]): NodeJson => ({
  type: "text",
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});
const paragraph = (...content: NodeJson[]): NodeJson => ({ type: "paragraph", content });
const entry = (words: string): NodeJson => ({
  type: "listItem",
  content: [paragraph(text(words))],
});

test("a body reads as an editor wrote it", () => {
  const fragment = new Y.Doc().getXmlFragment("body");
  const heading = new Y.XmlElement("heading");
  const block = new Y.XmlElement("paragraph");
  const words = new Y.XmlText();
  fragment.push([heading, block]);
  heading.setAttribute("level", 2 as unknown as string);
  heading.push([new Y.XmlText("Why")]);
  block.push([words]);
  words.insert(0, "Riders ", {});
  words.insert(7, "wait", { bold: {} });
  words.insert(11, " here", { bold: null, link: { href: "https://example.org", rel: null } });
  expect(readBody(fragment)).toEqual(
    doc(
      { type: "heading", attrs: { level: 2 }, content: [text("Why")] },
      paragraph(text("Riders "), text("wait", "bold"), {
        type: "text",
        text: " here",
        marks: [{ type: "link", attrs: { href: "https://example.org" } }],
      }),
    ),
  );
});

test("as text, each block is a line and lists keep their marks", () => {
  const body = doc(
    { type: "heading", attrs: { level: 2 }, content: [text("Why")] },
    paragraph(text("Riders "), text("wait", "bold"), { type: "hardBreak" }, text("too long")),
    { type: "bulletList", content: [entry("at night"), entry("in winter")] },
    { type: "orderedList", attrs: { start: 3 }, content: [entry("ask"), entry("count")] },
    { type: "blockquote", content: [paragraph(text("Never again"))] },
    paragraph(),
  );
  expect(bodyText(body)).toBe(
    "Why\nRiders wait\ntoo long\n• at night\n• in winter\n3. ask\n4. count\n> Never again",
  );
  expect(bodyText(null)).toBe("");
});

test("what looks the same is the same", () => {
  const plain = doc(paragraph(text("Riders wait")));
  expect(sameBody(plain, doc(paragraph(text("Riders "), text("wait")), paragraph()))).toBe(true);
  expect(sameBody(null, doc(paragraph()))).toBe(true);
  expect(sameBody(plain, doc(paragraph(text("Riders "), text("wait", "bold"))))).toBe(false);
  expect(sameBody(plain, doc(paragraph(text("Riders walk"))))).toBe(false);
  expect(
    sameBody(
      doc({ type: "heading", attrs: { level: 2 }, content: [text("Why")] }),
      doc({ type: "heading", attrs: { level: 3 }, content: [text("Why")] }),
    ),
  ).toBe(false);
  expect(
    sameBody(
      doc({ type: "orderedList", content: [entry("ask")] }),
      doc({ type: "orderedList", attrs: { start: 1, type: null }, content: [entry("ask")] }),
    ),
  ).toBe(true);
});

test("what is no body reads as none", () => {
  for (const value of [null, undefined, "text", [], {}, { type: "paragraph" }]) {
    expect(asDoc(value)).toBeNull();
  }
  expect(asDoc({ type: "doc" })).toEqual(doc());
});
