import {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type * as Y from "yjs";
import { TitleMarks } from "@/discussion/marks/TitleMarks";
import { titleText } from "@/plan/change";
import { setTitleCaret, useItem, useMayEdit, useSession, useTitleCarets } from "@/session";
import { caretAtPoint } from "./caretPoint";
import { MAX_TITLE_LENGTH, TitleBinding } from "./TitleBinding";
import { TitleCarets } from "./TitleCarets";
import classes from "./TitleField.module.css";

export type InitialCaret = "start" | "end" | number;

export interface TitleFieldProps {
  itemId: string;
  /** Shows a textarea bound to the title, rather than its text. */
  editing: boolean;
  /** The text was clicked, at this index: a wish to edit it. */
  onEdit?: (caret: InitialCaret) => void;
  /** Escape, or the focus went elsewhere. */
  onDone?: () => void;
  /** Called before the field looks at the key; `preventDefault` takes it. Not during an IME composition. */
  onKeyDown?: (
    event: KeyboardEvent<HTMLTextAreaElement>,
    at: { value: string; start: number; end: number },
  ) => void;
  initialCaret?: InitialCaret;
  /** Whether the textarea takes the focus when it appears; it does unless told otherwise. */
  autoFocus?: boolean;
  placeholder?: string;
  className?: string;
  label?: string;
}

/** An item's title, live: with others' carets in it, and typed into letter by letter. */
export function TitleField(props: TitleFieldProps) {
  const session = useSession();
  const item = useItem(props.itemId);
  const mayEdit = useMayEdit(props.itemId);
  const text = props.editing && mayEdit ? titleText(session.doc, props.itemId) : null;
  return text ? (
    <EditedTitle {...props} text={text} />
  ) : (
    <ShownTitle {...props} title={item?.title ?? ""} />
  );
}

function ShownTitle({
  itemId,
  title,
  onEdit,
  placeholder = "Untitled",
  className,
}: TitleFieldProps & { title: string }) {
  const textRef = useRef<HTMLSpanElement>(null);
  const carets = useTitleCarets(itemId);

  function edit(event: MouseEvent) {
    if (!onEdit || event.button !== 0) return;
    const element = textRef.current;
    const index = element && title ? caretAtPoint(element, event.clientX, event.clientY) : null;
    onEdit(index ?? "end");
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a short cut for the pointer; keys act on what holds the title
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <span className={join(classes.root, className)} onClick={edit}>
      {/* What has no place for a caret ends in one: an empty line has height, too. */}
      <span
        ref={textRef}
        data-title={title ? "" : undefined}
        className={title ? classes.text : classes.placeholder}
      >
        {title || placeholder}
      </span>
      <TitleMarks itemId={itemId} text={title} textRef={textRef} />
      {carets.length > 0 && <TitleCarets carets={carets} text={title} textRef={textRef} />}
    </span>
  );
}

function EditedTitle({
  itemId,
  text,
  onDone,
  onKeyDown,
  initialCaret = "end",
  autoFocus = true,
  placeholder = "Untitled",
  className,
  label = "Title",
}: TitleFieldProps & { text: Y.Text }) {
  const session = useSession();
  const inputRef = useRef<HTMLTextAreaElement>(null);
  const mirrorRef = useRef<HTMLSpanElement>(null);
  const bindingRef = useRef<TitleBinding | null>(null);
  const [shown, setShown] = useState(() => text.toString());
  const carets = useTitleCarets(itemId);

  useLayoutEffect(() => {
    const input = inputRef.current;
    if (!input) return;
    const isFocused = () => document.activeElement === input;
    const binding = new TitleBinding(
      input,
      text,
      {
        onShown: setShown,
        onCaret: (anchor, head) => {
          if (isFocused()) setTitleCaret(session, itemId, anchor, head);
        },
      },
      session.undo.manager,
    );
    bindingRef.current = binding;
    setShown(input.value);
    const select = () => {
      if (isFocused()) binding.takeSelection();
    };
    document.addEventListener("selectionchange", select);
    return () => {
      document.removeEventListener("selectionchange", select);
      binding.destroy();
      bindingRef.current = null;
      if (isFocused()) setTitleCaret(session, null);
    };
  }, [session, itemId, text]);

  // The caret is placed once, when the field appears.
  const start = useRef({ autoFocus, initialCaret });
  useLayoutEffect(() => {
    const input = inputRef.current;
    if (!input || !start.current.autoFocus) return;
    const { initialCaret: caret } = start.current;
    const { length } = input.value;
    const index = caret === "end" ? length : caret === "start" ? 0 : Math.min(caret, length);
    input.focus();
    input.setSelectionRange(index, index);
    bindingRef.current?.takeSelection();
  }, []);

  useEffect(() => {
    const input = inputRef.current;
    if (!input) return;
    // React does not tell of line breaks and the browser's own undo before they are done.
    const before = (event: InputEvent) => {
      const refused =
        event.inputType === "insertLineBreak" || event.inputType === "insertParagraph";
      const undoes = event.inputType === "historyUndo";
      const redoes = event.inputType === "historyRedo";
      if (refused || undoes || redoes) event.preventDefault();
      if (undoes) session.undo.undo();
      if (redoes) session.undo.redo();
    };
    input.addEventListener("beforeinput", before);
    return () => input.removeEventListener("beforeinput", before);
  }, [session]);

  function takeKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    // A composition's keys are the input method's. (Safari ends it before the key that did so: 229.)
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    onKeyDown?.(event, { value, start: selectionStart, end: selectionEnd });
    if (event.defaultPrevented) return;
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !event.altKey && (key === "z" || key === "y")) {
      event.preventDefault();
      event.stopPropagation();
      if (key === "y" || event.shiftKey) session.undo.redo();
      else session.undo.undo();
    } else if (key === "enter") {
      event.preventDefault();
    } else if (key === "escape") {
      event.preventDefault();
      event.stopPropagation();
      onDone?.();
    }
  }

  return (
    <span className={join(classes.root, className)}>
      <span className={classes.stack}>
        <span ref={mirrorRef} className={classes.mirror} aria-hidden="true" data-title-mirror>
          {`${shown}\u200b`}
        </span>
        <textarea
          ref={inputRef}
          data-title=""
          className={classes.input}
          rows={1}
          maxLength={MAX_TITLE_LENGTH}
          defaultValue={text.toString()}
          placeholder={placeholder}
          aria-label={label}
          spellCheck
          onKeyDown={takeKey}
          onInput={() => bindingRef.current?.takeInput()}
          onCompositionStart={() => bindingRef.current?.startComposition()}
          onCompositionEnd={() => bindingRef.current?.endComposition()}
          onFocus={() => {
            session.undo.boundary();
            bindingRef.current?.takeSelection();
          }}
          onBlur={(event) => {
            // The window lost the focus, not the field: it comes back with it.
            if (document.activeElement === event.currentTarget) return;
            session.undo.boundary();
            setTitleCaret(session, null);
            onDone?.();
          }}
        />
      </span>
      <TitleMarks itemId={itemId} text={shown} textRef={mirrorRef} />
      {carets.length > 0 && <TitleCarets carets={carets} text={shown} textRef={mirrorRef} />}
    </span>
  );
}

function join(...names: (string | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
