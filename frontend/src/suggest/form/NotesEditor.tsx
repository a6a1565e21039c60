import { type Editor, EditorContent, type JSONContent, useEditor } from "@tiptap/react";
import { StarterKit } from "@tiptap/starter-kit";
import bodyClasses from "@/item/body/Body.module.css";
import { Toolbar } from "@/item/body/Toolbar";
import type { DocJson } from "../types";
import classes from "./SuggestForm.module.css";

/** Notes as somebody would have them: an editor of what the plan's own notes may hold. */
export default function NotesEditor({
  label,
  from,
  onChange,
}: {
  label: string;
  /** What it starts from; what comes later is not taken in. */
  from: DocJson | null;
  onChange(body: DocJson): void;
}) {
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        trailingNode: false,
        heading: { levels: [2, 3] },
        link: {
          openOnClick: false,
          defaultProtocol: "https",
          HTMLAttributes: { rel: "noopener noreferrer nofollow", target: "_blank" },
        },
      }),
    ],
    content: from && from.content.length > 0 ? (from as JSONContent) : null,
    editorProps: {
      attributes: {
        class: bodyClasses.prose ?? "",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
      },
    },
    onUpdate: ({ editor: now }) => onChange(now.getJSON() as DocJson),
  });
  return (
    <div className={classes.editor}>
      <div className={classes.toolbar}>
        <Toolbar editor={editor as Editor} />
      </div>
      <div className={classes.text}>
        <EditorContent editor={editor} />
      </div>
    </div>
  );
}
