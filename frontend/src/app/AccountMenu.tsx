import { Menu, UnstyledButton } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { IconLogout, IconSettings, IconUserPlus } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { explain, type Me, useSignOut } from "@/api";
import { turnPushOff } from "@/inbox/settings/push";
import { forgetLocalBoards, unsentChanges } from "@/session/localBoards";
import { MenuLink, PersonAvatar } from "@/ui";
import classes from "./AccountMenu.module.css";
import { SchemeItems } from "./SchemeItems";

/** One's own avatar, and behind it the account, the colour scheme and signing out. */
export function AccountMenu({ me }: { me: Me }) {
  const signOut = useLeave(me);
  return (
    <Menu position="bottom-end" width={248}>
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={`Account of ${me.name}`}>
          <PersonAvatar person={me} size={28} tooltip={false} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={classes.who}>
          <span className={classes.name}>{me.name}</span>
          <span className={classes.email}>{me.guest ? "Guest" : me.email}</span>
        </Menu.Label>
        <Menu.Divider />
        {me.guest && (
          <MenuLink to="/sign-up" leftSection={<IconUserPlus size={16} stroke={1.75} />}>
            Make an account
          </MenuLink>
        )}
        <MenuLink to="/account" leftSection={<IconSettings size={16} stroke={1.75} />}>
          {me.guest ? "Name and colours" : "Account"}
        </MenuLink>
        <SchemeItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.75} />} onClick={signOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Sign out. Who would lose something by it (unsaved changes, a guest their way back) is asked first. */
export function useLeave(me: Me): () => Promise<void> {
  const signOut = useSignOut();
  const navigate = useNavigate();
  const leave = async () => {
    // Nor is what one person is told shown to whoever comes next.
    await turnPushOff().catch(() => undefined);
    try {
      await signOut.mutateAsync();
    } catch (error) {
      const { title, detail } = explain(error);
      notifications.show({ color: "red", title, message: detail });
      return;
    }
    // What one person's boards hold is not for the next one at this browser.
    await forgetLocalBoards();
    await navigate({ to: "/sign-in", replace: true });
  };
  const ask = (title: string, children: string, confirm: string) =>
    modals.openConfirmModal({
      title,
      children,
      labels: { confirm, cancel: "Stay" },
      confirmProps: { color: "red" },
      onConfirm: () => void leave(),
    });
  return async () => {
    if ((await unsentChanges()) > 0) {
      ask(
        "Not everything is saved",
        "Some of your changes are in this browser alone: the server does not have them yet. Open the board while you are online to save them. If you sign out now, they are lost.",
        "Sign out and lose them",
      );
    } else if (me.guest) {
      ask(
        "Leave as a guest?",
        "You have no account, so you cannot sign in again as the same person. To come back to your boards you need a new invite link. What you wrote stays on them.",
        "Sign out",
      );
    } else {
      await leave();
    }
  };
}
