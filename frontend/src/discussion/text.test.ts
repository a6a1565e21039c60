import { describe, expect, test } from "vitest";
import { isEmpty, mentionsIn, plainText, safeHref, tidy } from "./text";

const paragraph = (...content: unknown[]) => ({ type: "paragraph", content });
const words = (text: string, ...marks: unknown[]) => ({ type: "text", text, marks });

describe("what is sent of an editor's text", () => {
  test("is what the service takes, without the editor's own attributes", () => {
    const doc = tidy({
      type: "doc",
      content: [
        { type: "heading", attrs: { level: 2 }, content: [words("No headings")] },
        paragraph(
          words("Bold", { type: "bold" }, { type: "underline" }),
          { type: "hardBreak" },
          words("there", {
            type: "link",
            attrs: { href: "https://example.org", target: "_blank", rel: "x", class: null },
          }),
          { type: "image", attrs: { src: "x" } },
        ),
        {
          type: "orderedList",
          attrs: { start: 3 },
          content: [{ type: "listItem", content: [paragraph(words("One"))] }],
        },
        { type: "bulletList", content: [] },
      ],
    });
    expect(doc.content).toEqual([
      {
        type: "paragraph",
        content: [
          { type: "text", text: "Bold", marks: [{ type: "bold" }] },
          { type: "hardBreak" },
          {
            type: "text",
            text: "there",
            marks: [{ type: "link", attrs: { href: "https://example.org" } }],
          },
        ],
      },
      {
        type: "orderedList",
        content: [
          {
            type: "listItem",
            content: [{ type: "paragraph", content: [{ type: "text", text: "One" }] }],
          },
        ],
      },
    ]);
  });

  test("has no empty paragraphs at its ends, and keeps those between", () => {
    const empty = { type: "paragraph" };
    const doc = tidy({
      content: [empty, paragraph(words("a")), empty, paragraph(words("b")), paragraph(words(" "))],
    });
    expect(plainText(doc)).toBe("a\n\nb");
  });

  test.each([undefined, null, "text", {}, { content: 3 }, { content: [{ type: "paragraph" }] }])(
    "is empty where there are no words: %j",
    (value) => {
      expect(isEmpty(tidy(value))).toBe(true);
    },
  );
});

test("mentions are words too, and are named once each", () => {
  const ada = { type: "mention", attrs: { kind: "person", id: "p1", label: "Ada" } };
  const doc = tidy({
    content: [
      paragraph(ada, words(" and "), ada),
      paragraph({ type: "mention", attrs: { kind: "group", id: "everyone", label: "everyone" } }),
      paragraph({ type: "mention", attrs: { kind: "robot", id: "r", label: "R" } }, words("!")),
    ],
  });
  expect(plainText(doc)).toBe("@Ada and @Ada\n@everyone\n!");
  expect(mentionsIn(doc)).toEqual([
    { kind: "person", id: "p1", label: "Ada" },
    { kind: "group", id: "everyone", label: "everyone" },
  ]);
});

test.each([
  ["https://example.org", true],
  ["mailto:ann@example.org", true],
  ["javascript:alert(1)", false],
  ["tel:+123", false],
  ["https://", false],
  [undefined, false],
])("an address %j may be linked to: %j", (href, allowed) => {
  expect(safeHref(href)).toBe(allowed ? href : null);
});
