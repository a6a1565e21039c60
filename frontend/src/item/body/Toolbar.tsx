import { Popover } from "@mantine/core";
import {
  IconBlockquote,
  IconBold,
  IconCode,
  IconExternalLink,
  IconH2,
  IconH3,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconStrikethrough,
  IconUnderline,
  IconUnlink,
  type TablerIcon,
} from "@tabler/icons-react";
import { type ChainedCommands, type Editor, useEditorState } from "@tiptap/react";
import { type KeyboardEvent, useRef, useState } from "react";
import { shortcutKeys } from "@/ui";
import { addressOf } from "./addressOf";
import classes from "./Toolbar.module.css";

interface Tool {
  label: string;
  icon: TablerIcon;
  keys?: string;
  run: (chain: ChainedCommands) => ChainedCommands;
  active: (editor: Editor) => boolean;
  /** A thin line before it. */
  apart?: boolean;
}

const mark = (name: string) => (editor: Editor) => editor.isActive(name);
const heading = (level: number) => (editor: Editor) => editor.isActive("heading", { level });

const allTools: readonly Tool[] = [
  {
    label: "Bold",
    icon: IconBold,
    keys: "Mod+B",
    run: (c) => c.toggleBold(),
    active: mark("bold"),
  },
  {
    label: "Italic",
    icon: IconItalic,
    keys: "Mod+I",
    run: (c) => c.toggleItalic(),
    active: mark("italic"),
  },
  {
    label: "Underline",
    icon: IconUnderline,
    keys: "Mod+U",
    run: (c) => c.toggleUnderline(),
    active: mark("underline"),
  },
  {
    label: "Strike through",
    icon: IconStrikethrough,
    keys: "Mod+Shift+S",
    run: (c) => c.toggleStrike(),
    active: mark("strike"),
  },
  {
    label: "Code",
    icon: IconCode,
    keys: "Mod+E",
    run: (c) => c.toggleCode(),
    active: mark("code"),
  },
  {
    label: "Heading",
    icon: IconH2,
    run: (c) => c.toggleHeading({ level: 2 }),
    active: heading(2),
    apart: true,
  },
  {
    label: "Smaller heading",
    icon: IconH3,
    run: (c) => c.toggleHeading({ level: 3 }),
    active: heading(3),
  },
  {
    label: "Bullet list",
    icon: IconList,
    keys: "Mod+Shift+8",
    run: (c) => c.toggleBulletList(),
    active: mark("bulletList"),
    apart: true,
  },
  {
    label: "Numbered list",
    icon: IconListNumbers,
    keys: "Mod+Shift+7",
    run: (c) => c.toggleOrderedList(),
    active: mark("orderedList"),
  },
  {
    label: "Quote",
    icon: IconBlockquote,
    keys: "Mod+Shift+B",
    run: (c) => c.toggleBlockquote(),
    active: mark("blockquote"),
  },
];

/** The editor's tools, one row. Arrow keys go from one to the next; Tab goes on to the text. */
export function Toolbar({
  editor,
  only,
}: {
  editor: Editor;
  /** The labels of those tools that the text allows, where it does not allow all. */
  only?: readonly string[];
}) {
  const tools = only ? allTools.filter(({ label }) => only.includes(label)) : allTools;
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      [...tools.map((tool) => tool.active(now)), now.isActive("link")].map(Number).join(""),
  });
  const [at, setAt] = useState(0);
  const barRef = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent) {
    const last = tools.length;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + last + 1) % (last + 1);
    setAt(next);
    barRef.current?.querySelectorAll<HTMLElement>("[data-tool]")[next]?.focus();
  }

  return (
    <div
      ref={barRef}
      className={classes.bar}
      role="toolbar"
      aria-label="Text formatting"
      onKeyDown={move}
    >
      {tools.map((tool, index) => (
        <button
          key={tool.label}
          type="button"
          data-tool
          className={tool.apart ? `${classes.tool} ${classes.apart}` : classes.tool}
          aria-label={tool.label}
          aria-pressed={active[index] === "1"}
          title={tool.keys ? `${tool.label} (${shortcutKeys(tool.keys).join(" ")})` : tool.label}
          tabIndex={index === at ? 0 : -1}
          onPointerDown={(event) => event.preventDefault()}
          onFocus={() => setAt(index)}
          onClick={() => tool.run(editor.chain().focus()).run()}
        >
          <tool.icon size={16} stroke={1.9} aria-hidden="true" />
        </button>
      ))}
      <LinkTool
        editor={editor}
        active={active[tools.length] === "1"}
        tabIndex={at === tools.length ? 0 : -1}
        onFocus={() => setAt(tools.length)}
      />
    </div>
  );
}

function LinkTool({
  editor,
  active,
  tabIndex,
  onFocus,
}: {
  editor: Editor;
  active: boolean;
  tabIndex: number;
  onFocus: () => void;
}) {
  const [opened, setOpened] = useState(false);
  const [url, setUrl] = useState("");

  function open() {
    setUrl(String(editor.getAttributes("link").href ?? ""));
    setOpened(true);
  }

  function apply() {
    const href = addressOf(url);
    const chain = editor.chain().focus().extendMarkRange("link");
    if (href === "") chain.unsetLink().run();
    else if (editor.state.selection.empty && !active) {
      chain
        .insertContent([{ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }])
        .unsetMark("link")
        .run();
    } else chain.setLink({ href }).run();
    setOpened(false);
  }

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <button
          type="button"
          data-tool
          className={`${classes.tool} ${classes.apart}`}
          aria-label="Link"
          aria-pressed={active}
          title="Link"
          tabIndex={tabIndex}
          onPointerDown={(event) => event.preventDefault()}
          onFocus={onFocus}
          onClick={() => (opened ? setOpened(false) : open())}
        >
          <IconLink size={16} stroke={1.9} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label="Link">
        <form
          className={classes.link}
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            apply();
          }}
        >
          <input
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
            placeholder="Paste or type an address"
            aria-label="Address"
            inputMode="url"
            data-autofocus
            autoComplete="off"
            spellCheck={false}
          />
          <button type="submit" className={classes.apply}>
            {active ? "Change" : "Add"}
          </button>
          {active && (
            <>
              <a
                className={classes.tool}
                href={addressOf(url) || undefined}
                target="_blank"
                rel="noopener noreferrer nofollow"
                aria-label="Open the link"
                title="Open"
              >
                <IconExternalLink size={15} aria-hidden="true" />
              </a>
              <button
                type="button"
                className={classes.tool}
                aria-label="Remove the link"
                title="Remove"
                onClick={() => {
                  editor.chain().focus().extendMarkRange("link").unsetLink().run();
                  setOpened(false);
                }}
              >
                <IconUnlink size={15} aria-hidden="true" />
              </button>
            </>
          )}
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
