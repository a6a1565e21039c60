import { Button } from "@mantine/core";
import type { Me } from "@/api";
import { useLeave } from "@/app/AccountMenu";
import { AppShell } from "@/app/AppShell";
import { RequirePerson } from "@/app/RequirePerson";
import { usePageTitle } from "@/app/usePageTitle";
import { CalendarFeed } from "@/calendar/CalendarFeed";
import { NotificationSection } from "@/inbox/settings/NotificationSection";
import { ColorSchemeToggle, LinkButton } from "@/ui";
import classes from "./AccountPage.module.css";
import { PasswordForm } from "./PasswordForm";
import { ProfileForm } from "./ProfileForm";
import { Section } from "./Section";
import { AccessTokens } from "./tokens";

export default function AccountPage() {
  usePageTitle("Account");
  return <RequirePerson>{(me) => <Account me={me} />}</RequirePerson>;
}

function Account({ me }: { me: Me }) {
  const leave = useLeave(me);
  return (
    <AppShell me={me}>
      <div className={classes.page}>
        <h1 className={classes.title}>{me.guest ? "Name and colours" : "Account"}</h1>
        <Section title="You" text="How others see you: beside your cursor and on what you own.">
          <ProfileForm me={me} />
        </Section>
        <Section title="Appearance" text="Kept in this browser.">
          <ColorSchemeToggle />
        </Section>
        <Section
          title="Calendar"
          text="Sessions and due dates of your boards, in the calendar that you use anyway."
        >
          <CalendarFeed />
        </Section>
        <NotificationSection guest={me.guest} />
        {me.guest ? (
          <Section
            title="Account"
            text="As a guest you are known by this browser alone. With an account you can come back from anywhere, and have boards of your own."
          >
            <LinkButton to="/sign-up" search={{ next: "/account" }}>
              Make an account
            </LinkButton>
          </Section>
        ) : (
          <>
            <Section title="Password" text={`You sign in with ${me.email}.`}>
              <PasswordForm email={me.email ?? ""} />
            </Section>
            <Section
              title="Access tokens"
              text="For your own programs, which do with one what you may do here. Another password ends them all."
            >
              <AccessTokens />
            </Section>
          </>
        )}
        <Section title="Sign out" text="Of this browser. Your boards stay as they are.">
          <Button variant="default" onClick={leave}>
            Sign out
          </Button>
        </Section>
      </div>
    </AppShell>
  );
}
