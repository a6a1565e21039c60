import { Node } from "@tiptap/core";
import { mentionOf } from "../text";

/** Somebody, or a group, named in a comment: one letter to the editor. */
export const MentionNode = Node.create({
  name: "mention",
  group: "inline",
  inline: true,
  atom: true,
  selectable: false,
  addAttributes() {
    const hidden = { default: "", rendered: false };
    return { kind: hidden, id: hidden, label: hidden };
  },
  parseHTML() {
    return [
      {
        tag: "span[data-mention]",
        getAttrs: (element) => {
          const { kind, mention: id, label } = element.dataset;
          return mentionOf({ kind, id, label }) ? { kind, id, label } : false;
        },
      },
    ];
  },
  renderHTML({ node }) {
    const { kind, id, label } = node.attrs;
    return ["span", { "data-mention": id, "data-kind": kind, "data-label": label }, `@${label}`];
  },
  renderText({ node }) {
    return `@${node.attrs.label}`;
  },
});
