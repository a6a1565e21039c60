// @vitest-environment happy-dom
import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { CommentDoc } from "../text";
import { CommentBody } from "./CommentBody";

afterEach(cleanup);

function html(...content: unknown[]): string {
  const body = { type: "doc", content } as CommentDoc;
  return render(<CommentBody body={body} me="ada" />).container.firstElementChild?.innerHTML ?? "";
}

test("rich text is drawn as what it is", () => {
  const bold = { type: "text", text: "now", marks: [{ type: "bold" }, { type: "italic" }] };
  expect(html({ type: "paragraph", content: [{ type: "text", text: "Do it " }, bold] })).toBe(
    "<p>Do it <strong><em>now</em></strong></p>",
  );
});

test("an address that could do harm is only words", () => {
  const link = (href: string) => ({
    type: "paragraph",
    content: [{ type: "text", text: "here", marks: [{ type: "link", attrs: { href } }] }],
  });
  expect(html(link("javascript:alert(1)"))).toBe("<p>here</p>");
  cleanup();
  expect(html(link("https://example.org"))).toContain('href="https://example.org"');
});

test("words with markup in them are words", () => {
  const text = '<img src="x" onerror="alert(1)">';
  expect(html({ type: "paragraph", content: [{ type: "text", text }] })).not.toContain("<img");
});

test("a mention of oneself stands out", () => {
  const mention = (id: string) => ({
    type: "paragraph",
    content: [{ type: "mention", attrs: { kind: "person", id, label: id } }],
  });
  expect(html(mention("ada"))).toContain("data-mine");
  cleanup();
  expect(html(mention("bo"))).not.toContain("data-mine");
});
