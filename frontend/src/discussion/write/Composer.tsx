import { Button } from "@mantine/core";
import { Placeholder } from "@tiptap/extensions";
import { type Editor, EditorContent, useEditor } from "@tiptap/react";
import { StarterKit } from "@tiptap/starter-kit";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useLatest } from "@/board/useLatest";
import { addressOf } from "@/item/body/addressOf";
import { Toolbar } from "@/item/body/Toolbar";
import { shortcutKeys } from "@/ui";
import { useComments } from "../context";
import type { DraftFor } from "../Drafts";
import { type CommentDoc, isEmpty, plainText, safeHref, tidy } from "../text";
import { MAX_LETTERS } from "../types";
import classes from "./Composer.module.css";
import { MentionNode } from "./Mention";
import { MentionList } from "./MentionList";
import { useMentions } from "./useMentions";

const TOOLS = ["Bold", "Italic", "Strike through", "Code", "Bullet list", "Numbered list"];
/** From here on it says how many letters are left. */
const NEAR_THE_END = MAX_LETTERS - 500;

/**
 * Where a comment is written. What is typed is kept in this browser, under `target`, until it is
 * sent or given up; Mod+Enter sends.
 */
export function Composer({
  target,
  initial = null,
  label,
  placeholder,
  send = "Send",
  autoFocus = false,
  busy = false,
  onSend,
  onCancel,
}: {
  target: DraftFor;
  /** What is there now, where something is changed. */
  initial?: CommentDoc | null;
  label: string;
  placeholder: string;
  send?: string;
  autoFocus?: boolean;
  busy?: boolean;
  /** Whether the words are taken: then they are not kept here any longer. */
  onSend(body: CommentDoc): boolean | Promise<boolean>;
  /** Absent where there is nothing to give up. */
  onCancel?(): void;
}) {
  const { drafts } = useComments();
  const [length, setLength] = useState(() => {
    const kept = drafts.get(target)?.body ?? initial;
    return kept && !isEmpty(kept) ? plainText(kept).length : 0;
  });
  const [focused, setFocused] = useState(autoFocus);

  const submit = useLatest(async () => {
    if (!editor || busy) return;
    const body = tidy(editor.getJSON());
    if (isEmpty(body) || plainText(body).length > MAX_LETTERS) return;
    drafts.write(target, body);
    drafts.flush();
    const taken = await onSend(body);
    if (!taken) return;
    drafts.drop(target);
    if (!editor.isDestroyed) editor.commands.clearContent(true);
  });
  const takeKey = useLatest((event: globalThis.KeyboardEvent): boolean => {
    if (mentions.takeKey(event)) return true;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
      return true;
    }
    return false;
  });
  const write = useLatest((editor: Editor) => {
    const body = tidy(editor.getJSON());
    setLength(isEmpty(body) ? 0 : plainText(body).length);
    drafts.write(target, body);
  });

  const editor = useEditor(
    {
      autofocus: autoFocus ? "end" : false,
      content: drafts.get(target)?.body ?? initial ?? "",
      extensions: [
        StarterKit.configure({
          heading: false,
          blockquote: false,
          codeBlock: false,
          horizontalRule: false,
          underline: false,
          trailingNode: false,
          link: {
            openOnClick: false,
            defaultProtocol: "https",
            protocols: ["mailto"],
            isAllowedUri: (url) => safeHref(addressOf(url)) !== null,
            HTMLAttributes: { rel: "noopener noreferrer nofollow", target: "_blank" },
          },
        }),
        MentionNode,
        Placeholder.configure({ placeholder }),
      ],
      editorProps: {
        attributes: {
          class: classes.text ?? "",
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": label,
          "aria-autocomplete": "list",
        },
        handleKeyDown: (_view, event) => takeKey(event),
      },
      onUpdate: ({ editor }) => write(editor),
      onFocus: () => setFocused(true),
    },
    [target],
  );
  const mentions = useMentions(editor);
  useEffect(() => () => drafts.flush(), [drafts]);

  // What one writes, and whom one may name, is in sight.
  const rootRef = useRef<HTMLDivElement>(null);
  const names = mentions.shown.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it grows with these
  useEffect(() => {
    if (editor?.isFocused) rootRef.current?.scrollIntoView({ block: "nearest" });
  }, [editor, focused, names]);

  function leave(event: KeyboardEvent) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    // Not further: the panel stays, and so do the words.
    event.preventDefault();
    event.stopPropagation();
    if (onCancel && length === 0) onCancel();
    else editor?.commands.blur();
  }

  const opened = focused || length > 0;
  const tooLong = length > MAX_LETTERS;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only to leave it with Escape
    <div
      ref={rootRef}
      className={classes.composer}
      data-opened={opened || undefined}
      onKeyDown={leave}
    >
      <EditorContent editor={editor} />
      {mentions.shown.length > 0 && (
        <MentionList
          id={mentions.listId}
          candidates={mentions.shown}
          at={mentions.at}
          onActive={mentions.setActive}
          onChoose={mentions.choose}
        />
      )}
      {opened && editor && (
        <div className={classes.foot}>
          <div className={classes.tools}>
            <Toolbar editor={editor} only={TOOLS} />
          </div>
          {length > NEAR_THE_END && (
            <span className={classes.left} data-over={tooLong || undefined} role="status">
              {tooLong
                ? `${length - MAX_LETTERS} letters too many`
                : `${MAX_LETTERS - length} left`}
            </span>
          )}
          <span className={classes.actions}>
            {onCancel && (
              <Button size="compact-sm" variant="subtle" onClick={onCancel}>
                Cancel
              </Button>
            )}
            <Button
              size="compact-sm"
              disabled={length === 0 || tooLong}
              loading={busy}
              title={`${send} (${shortcutKeys("Mod+Enter").join(" ")})`}
              onClick={() => void submit()}
            >
              {send}
            </Button>
          </span>
        </div>
      )}
    </div>
  );
}
