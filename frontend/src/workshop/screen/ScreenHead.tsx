import { ActionIcon } from "@mantine/core";
import {
  IconArrowLeft,
  IconBell,
  IconBellOff,
  IconMaximize,
  IconMinimize,
  IconMoon,
  IconSun,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import type { Board } from "@/api";
import { LogoMark, useColorScheme } from "@/ui";
import { setSound, useSoundOn } from "../bar/sound";
import { stepOf } from "../room/present";
import type { Session } from "../types";
import classes from "./ScreenHead.module.css";

/** The name of what is on; the few controls show when the mouse moves. */
export function ScreenHead({ board, session }: { board: Board; session: Session | null }) {
  const step = session ? stepOf(session) : null;
  const { full, toggle } = useFullScreen();
  const [, setScheme] = useColorScheme();
  const dark = useIsDark();
  const sound = useSoundOn();
  return (
    <header className={classes.head}>
      <LogoMark size={34} />
      <h1 className={classes.title}>{session?.title ?? board.title}</h1>
      {session && session.title !== board.title && (
        <span className={classes.board}>{board.title}</span>
      )}
      <div className={classes.tools}>
        <Link
          to="/boards/$boardId"
          params={{ boardId: board.id }}
          className={classes.back}
          aria-label="Back to the board"
        >
          <IconArrowLeft size={22} aria-hidden="true" />
        </Link>
        <ActionIcon
          size={40}
          aria-label="Sound when the time is up"
          aria-pressed={sound}
          onClick={() => setSound(!sound)}
        >
          {sound ? <IconBell size={22} /> : <IconBellOff size={22} />}
        </ActionIcon>
        <ActionIcon
          size={40}
          aria-label={dark ? "Light screen" : "Dark screen"}
          onClick={() => setScheme(dark ? "light" : "dark")}
        >
          {dark ? <IconSun size={22} /> : <IconMoon size={22} />}
        </ActionIcon>
        {toggle && (
          <ActionIcon
            size={40}
            aria-label={full ? "Leave full screen" : "Full screen"}
            aria-keyshortcuts="f"
            onClick={toggle}
          >
            {full ? <IconMinimize size={22} /> : <IconMaximize size={22} />}
          </ActionIcon>
        )}
      </div>
      {step && (
        <span className={classes.step}>
          {step.at} of {step.of}
        </span>
      )}
    </header>
  );
}

function useIsDark(): boolean {
  const [dark, setDark] = useState(isDark);
  useEffect(() => {
    const watch = new MutationObserver(() => setDark(isDark()));
    watch.observe(document.documentElement, { attributeFilter: ["data-mantine-color-scheme"] });
    return () => watch.disconnect();
  }, []);
  return dark;
}

function isDark(): boolean {
  return document.documentElement.dataset.mantineColorScheme === "dark";
}

/** `toggle` is null where the browser has no full screen. */
function useFullScreen(): { full: boolean; toggle: (() => void) | null } {
  const [full, setFull] = useState(() => document.fullscreenElement !== null);
  const toggle = useCallback(() => {
    // A browser may refuse; then the window stays as it is.
    const change = document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen();
    void change.catch(() => undefined);
  }, []);
  useEffect(() => {
    const changed = () => setFull(document.fullscreenElement !== null);
    const key = (event: KeyboardEvent) => {
      if (event.key === "f" && !event.ctrlKey && !event.metaKey && !event.altKey) toggle();
    };
    document.addEventListener("fullscreenchange", changed);
    window.addEventListener("keydown", key);
    return () => {
      document.removeEventListener("fullscreenchange", changed);
      window.removeEventListener("keydown", key);
    };
  }, [toggle]);
  return { full, toggle: document.fullscreenEnabled ? toggle : null };
}
