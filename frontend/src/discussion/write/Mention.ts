import { mergeAttributes, Node } from "@tiptap/core";
import { mentionOf } from "../text";

/** Somebody, or a group, named in a comment: one letter to the editor. */
export const MentionNode = Node.create({
  name: "mention",
  group: "inline",
  inline: true,
  atom: true,
  selectable: false,
  addAttributes() {
    return { kind: { default: "person" }, id: { default: "" }, label: { default: "" } };
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
  renderHTML({ node, HTMLAttributes }) {
    const { kind, id, label } = node.attrs;
    return [
      "span",
      mergeAttributes({ "data-mention": id, "data-kind": kind, "data-label": label }, HTMLAttributes, {
        kind: null,
        id: null,
        label: null,
      }),
      `@${label}`,
    ];
  },
  renderText({ node }) {
    return `@${node.attrs.label}`;
  },
});
