import type { Mention, MentionKind } from "./types";

/** The rich text of a comment: what the service takes of ProseMirror's JSON, and nothing else. */
export interface CommentDoc {
  type: "doc";
  content: CommentNode[];
}

export interface CommentNode {
  type: "paragraph" | "bulletList" | "orderedList" | "listItem" | "text" | "hardBreak" | "mention";
  content?: CommentNode[];
  text?: string;
  marks?: CommentMark[];
  attrs?: Mention;
}

export interface CommentMark {
  type: "bold" | "italic" | "strike" | "code" | "link";
  attrs?: { href: string };
}

const blocks: readonly string[] = ["paragraph", "bulletList", "orderedList", "listItem"];
const plainMarks: readonly string[] = ["bold", "italic", "strike", "code"];

type Raw = Record<string, unknown>;

/** A comment as it is sent, out of what an editor holds; empty paragraphs at its ends go. */
export function tidy(value: unknown): CommentDoc {
  const content = nodesOf(asRaw(value).content).filter(({ type }) => blocks.includes(type));
  while (isBlank(content[0])) content.shift();
  while (isBlank(content.at(-1))) content.pop();
  return { type: "doc", content };
}

function nodesOf(value: unknown): CommentNode[] {
  return Array.isArray(value) ? value.flatMap((one) => nodeOf(asRaw(one)) ?? []) : [];
}

function nodeOf(raw: Raw): CommentNode | null {
  const type = String(raw.type);
  if (type === "text") {
    if (typeof raw.text !== "string" || raw.text === "") return null;
    const marks = marksOf(raw.marks);
    return { type, text: raw.text, ...(marks.length > 0 ? { marks } : {}) };
  }
  if (type === "hardBreak") return { type };
  if (type === "mention") {
    const attrs = mentionOf(raw.attrs);
    return attrs && { type, attrs };
  }
  if (!blocks.includes(type)) return null;
  const content = nodesOf(raw.content);
  const node = { type: type as CommentNode["type"] };
  // A list without items, or an item without a paragraph, is none.
  if (content.length === 0) return type === "paragraph" ? node : null;
  return { ...node, content };
}

function marksOf(value: unknown): CommentMark[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one): CommentMark[] => {
    const { type, attrs } = asRaw(one);
    if (plainMarks.includes(type as string)) return [{ type: type as CommentMark["type"] }];
    const href = type === "link" ? safeHref(asRaw(attrs).href) : null;
    return href === null ? [] : [{ type: "link", attrs: { href } }];
  });
}

export function mentionOf(value: unknown): Mention | null {
  const { kind, id, label } = asRaw(value);
  if ((kind !== "person" && kind !== "group") || typeof id !== "string" || id === "") return null;
  return { kind: kind as MentionKind, id, label: typeof label === "string" ? label : "" };
}

/** An address that a comment may lead to, or null. */
export function safeHref(value: unknown): string | null {
  return typeof value === "string" && /^(https?:\/\/|mailto:)\S+$/i.test(value) ? value : null;
}

/** The words of a comment, a line for each block. */
export function plainText(doc: CommentDoc | null): string {
  const lines: string[] = [];
  const visit = (node: CommentNode) => {
    if (node.type === "paragraph") lines.push((node.content ?? []).map(inline).join(""));
    else node.content?.forEach(visit);
  };
  doc?.content.forEach(visit);
  return lines.join("\n");
}

function inline({ type, text, attrs }: CommentNode): string {
  if (type === "hardBreak") return "\n";
  return type === "mention" ? `@${attrs?.label ?? ""}` : (text ?? "");
}

export function isEmpty(doc: CommentDoc): boolean {
  return plainText(doc).trim() === "";
}

/** The people and groups that a comment names, each once. */
export function mentionsIn(doc: CommentDoc): Mention[] {
  const found = new Map<string, Mention>();
  const visit = ({ attrs, content }: CommentNode) => {
    if (attrs) found.set(`${attrs.kind} ${attrs.id}`, attrs);
    content?.forEach(visit);
  };
  doc.content.forEach(visit);
  return [...found.values()];
}

function isBlank(node: CommentNode | undefined): boolean {
  return node?.type === "paragraph" && plainText({ type: "doc", content: [node] }).trim() === "";
}

function asRaw(value: unknown): Raw {
  return typeof value === "object" && value !== null ? (value as Raw) : {};
}
