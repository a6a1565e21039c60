import { Collaboration } from "@tiptap/extension-collaboration";
import { Placeholder } from "@tiptap/extensions";
import { type Editor, EditorContent, useEditor } from "@tiptap/react";
import { StarterKit } from "@tiptap/starter-kit";
import type * as Y from "yjs";
import { useBodyMarks } from "@/discussion/marks/useBodyMarks";
import type { BoardSession } from "@/session/types";
import classes from "./Body.module.css";
import { Carets } from "./carets";
import { Toolbar } from "./Toolbar";

/** The rich text editor of a body. Made anew for each item: give it the item's id as `key`. */
export default function BodyEditor({
  itemId,
  session,
  canEdit,
  fragment,
  placeholder,
}: {
  itemId: string;
  session: BoardSession;
  canEdit: boolean;
  fragment: Y.XmlFragment;
  placeholder: string;
}) {
  const marks = useBodyMarks(itemId, fragment);
  const editor = useEditor(
    {
      editable: canEdit,
      extensions: [
        StarterKit.configure({
          // The board has one undo for everything on it.
          undoRedo: false,
          // It would write a paragraph into the document of whoever only looks at it.
          trailingNode: false,
          heading: { levels: [2, 3] },
          link: {
            openOnClick: !canEdit,
            defaultProtocol: "https",
            HTMLAttributes: { rel: "noopener noreferrer nofollow", target: "_blank" },
          },
        }),
        Placeholder.configure({ placeholder }),
        Collaboration.configure({
          fragment,
          yUndoOptions: { undoManager: session.undo.forEditor() },
        }),
        Carets.configure({ awareness: session.awareness }),
        ...marks,
      ],
      editorProps: {
        attributes: {
          class: classes.prose ?? "",
          "aria-label": "Notes",
          ...(canEdit ? { role: "textbox", "aria-multiline": "true" } : {}),
        },
        handleClick: (_view, _position, event) => openLink(event),
      },
    },
    [session, fragment, marks],
  );
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <h3 className={classes.heading}>Notes</h3>
        {canEdit && (
          <div className={classes.tools}>
            <Toolbar editor={editor as Editor} />
          </div>
        )}
      </div>
      <EditorContent editor={editor} />
    </div>
  );
}

/** With Ctrl or ⌘ a link opens also where one edits. */
function openLink(event: MouseEvent): boolean {
  if (!event.ctrlKey && !event.metaKey) return false;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement)) return false;
  window.open(link.href, "_blank", "noopener,noreferrer");
  return true;
}
