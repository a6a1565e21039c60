import type { Me } from "@/api";
import { AppShell } from "@/app/AppShell";
import { RequirePerson } from "@/app/RequirePerson";
import { usePageTitle } from "@/app/usePageTitle";
import { LinkButton } from "@/ui";
import classes from "./InboxPage.module.css";
import { InboxList } from "./list/InboxList";

export default function InboxPage() {
  usePageTitle("Inbox");
  return <RequirePerson>{(me) => <Inbox key={me.id} me={me} />}</RequirePerson>;
}

function Inbox({ me }: { me: Me }) {
  return (
    <AppShell me={me}>
      <div className={classes.page}>
        <div className={classes.head}>
          <h1 className={classes.title}>Inbox</h1>
          <LinkButton to="/account" hash="notifications" variant="default" size="compact-md">
            Settings
          </LinkButton>
        </div>
        <div className={classes.card}>
          <InboxList heading={2} />
        </div>
      </div>
    </AppShell>
  );
}
