import { Alert } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Logo } from "@/ui";
import classes from "./FormPage.module.css";

/** One column for one task: signing in, signing up, joining a board. */
export function FormPage({
  title,
  lead,
  children,
  foot,
}: {
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
}) {
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Link to="/" className={classes.logo} aria-label="Planhall">
          <Logo size={26} />
        </Link>
      </header>
      <main className={classes.column}>
        <h1 className={classes.title}>{title}</h1>
        {lead && <p className={classes.lead}>{lead}</p>}
        {children}
        {foot && <div className={classes.foot}>{foot}</div>}
      </main>
    </div>
  );
}

/** What went wrong with a whole form; read out when it appears. */
export function FormError({ children }: { children: ReactNode }) {
  if (!children) return null;
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertCircle size={18} />}
      classNames={{ root: classes.error, message: classes.errorText }}
    >
      {children}
    </Alert>
  );
}
