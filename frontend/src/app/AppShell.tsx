import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Me } from "@/api";
import { Bell } from "@/inbox";
import { Logo, LogoMark } from "@/ui";
import { AccountMenu } from "./AccountMenu";
import classes from "./AppShell.module.css";
import { GuestNote } from "./GuestNote";

/** The frame of every page but the board and the forms: a bar on top, the page below it. */
export function AppShell({
  me,
  place,
  tools,
  children,
}: {
  me: Me;
  /** Beside the mark: where one is. */
  place?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        Skip to the content
      </a>
      <header className={classes.bar}>
        <Link to="/" className={classes.home} aria-label="Planhall: your boards">
          <span className={classes.word}>
            <Logo size={24} />
          </span>
          <span className={classes.mark}>
            <LogoMark size={26} />
          </span>
        </Link>
        {place && (
          <>
            <span className={classes.slash} aria-hidden="true" />
            <div className={classes.place}>{place}</div>
          </>
        )}
        <div className={classes.tools}>
          {tools}
          <Bell me={me.id} />
          <AccountMenu me={me} />
        </div>
      </header>
      {me.guest && <GuestNote />}
      <main id="content" className={classes.content} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
