import { useEffect, useReducer } from "react";
import * as Y from "yjs";
import { bodyFragment } from "@/plan/change";
import { useItem, useSession } from "@/session";
import type { DocJson, NodeJson } from "./types";

/*
 * Bodies to compare: out of the document as JSON, as text to find the words that differ, and in one
 * form, so that two that look the same are the same.
 */

const MAX_DEPTH = 32;
// Where marks of one kind may overlap, an editor appends a hash to the mark's name.
const markHash = /--[A-Za-z0-9+/=]{8}$/;

/** What an item's body holds. */
export function readBody(fragment: Y.XmlFragment): DocJson {
  return { type: "doc", content: fragment.toArray().flatMap((child) => nodesOf(child, 0)) };
}

function nodesOf(child: unknown, depth: number): NodeJson[] {
  if (child instanceof Y.XmlText) return runsOf(child);
  if (!(child instanceof Y.XmlElement) || depth > MAX_DEPTH) return [];
  const attrs = withoutEmpty(child.getAttributes());
  const content = child.toArray().flatMap((inner) => nodesOf(inner, depth + 1));
  return [
    {
      type: child.nodeName,
      ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
      ...(content.length > 0 ? { content } : {}),
    },
  ];
}

function runsOf(text: Y.XmlText): NodeJson[] {
  const runs: NodeJson[] = [];
  for (const { insert, attributes } of text.toDelta() as {
    insert: unknown;
    attributes?: Record<string, unknown>;
  }[]) {
    if (typeof insert !== "string" || insert === "") continue;
    const marks = Object.entries(attributes ?? {})
      .filter(([name, value]) => value && !name.startsWith("ychange"))
      .map(([name, value]) => {
        const attrs = typeof value === "object" ? withoutEmpty(value as object) : {};
        const type = name.replace(markHash, "");
        return Object.keys(attrs).length > 0 ? { type, attrs } : { type };
      });
    runs.push({ type: "text", text: insert, ...(marks.length > 0 ? { marks } : {}) });
  }
  return runs;
}

function withoutEmpty(attrs: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attrs).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** A body as the service told it; null where there is none. */
export function asDoc(value: unknown): DocJson | null {
  if (typeof value !== "object" || value === null) return null;
  const { type, content } = value as { type?: unknown; content?: unknown };
  if (type !== "doc") return null;
  return { type, content: Array.isArray(content) ? (content as NodeJson[]) : [] };
}

const textBlocks = new Set(["paragraph", "heading", "codeBlock"]);

/** A body as one would write it in plain text: a line for each block, lists with a mark. */
export function bodyText(doc: DocJson | null): string {
  return linesOf(doc?.content ?? [], 0)
    .join("\n")
    .trimEnd();
}

function linesOf(nodes: readonly NodeJson[], depth: number): string[] {
  if (depth > MAX_DEPTH) return [];
  return nodes.flatMap((node) => {
    const inner = node.content ?? [];
    if (textBlocks.has(node.type)) return inlineText(inner).split("\n");
    switch (node.type) {
      case "bulletList":
        return inner.flatMap((entry) => marked("• ", linesOf(entry.content ?? [], depth + 1)));
      case "orderedList": {
        const start = typeof node.attrs?.start === "number" ? node.attrs.start : 1;
        return inner.flatMap((entry, index) =>
          marked(`${start + index}. `, linesOf(entry.content ?? [], depth + 1)),
        );
      }
      case "blockquote":
        return linesOf(inner, depth + 1).map((line) => `> ${line}`);
      case "horizontalRule":
        return ["———"];
      case "text":
        return (node.text ?? "").split("\n");
      default:
        return linesOf(inner, depth + 1);
    }
  });
}

function marked(mark: string, lines: readonly string[]): string[] {
  return (lines.length === 0 ? [""] : lines).map((line, index) =>
    index === 0 ? mark + line : " ".repeat(mark.length) + line,
  );
}

function inlineText(nodes: readonly NodeJson[]): string {
  return nodes
    .map(({ type, text, content }) =>
      type === "text" ? (text ?? "") : type === "hardBreak" ? "\n" : inlineText(content ?? []),
    )
    .join("");
}

/** Whether two bodies would look the same. */
export function sameBody(one: DocJson | null, other: DocJson | null): boolean {
  return JSON.stringify(oneForm(one)) === JSON.stringify(oneForm(other));
}

function oneForm(doc: DocJson | null): unknown[] {
  const nodes = [...(doc?.content ?? [])];
  // An editor leaves an empty paragraph at the end.
  for (let last = nodes.at(-1); last && isEmptyParagraph(last); last = nodes.at(-1)) nodes.pop();
  return formOf(nodes, 0);
}

function isEmptyParagraph({ type, content }: NodeJson): boolean {
  return type === "paragraph" && (content ?? []).every(({ text }) => text === "");
}

function formOf(nodes: readonly NodeJson[], depth: number): unknown[] {
  if (depth > MAX_DEPTH) return [];
  const form: unknown[][] = [];
  for (const { type, attrs, content, text, marks } of nodes) {
    if (type === "text") {
      if (!text) continue;
      const look = (marks ?? [])
        .map((mark) => `${mark.type} ${mark.type === "link" ? String(mark.attrs?.href) : ""}`)
        .sort();
      const last = form.at(-1);
      // How a text is cut into runs is nothing that one sees.
      if (last?.[0] === "text" && JSON.stringify(last[2]) === JSON.stringify(look)) {
        last[1] = `${String(last[1])}${text}`;
      } else form.push(["text", text, look]);
    } else {
      const said = type === "heading" ? attrs?.level : (attrs?.start ?? 1);
      form.push([type, said, formOf(content ?? [], depth + 1)]);
    }
  }
  return form;
}

/** An item's body as it is now, live; null where there is none. */
export function useBody(itemId: string | null): DocJson | null {
  const { doc } = useSession();
  const item = useItem(itemId);
  const [, again] = useReducer((round: number) => round + 1, 0);
  const fragment = itemId !== null && item ? bodyFragment(doc, itemId) : null;
  useEffect(() => {
    if (!fragment) return;
    fragment.observeDeep(again);
    return () => fragment.unobserveDeep(again);
  }, [fragment]);
  return fragment && readBody(fragment);
}
