import type { Person, Role } from "@/api";

/** What the inbox holds, as the service tells it. */

export type NotificationKind =
  | "mention"
  | "reply"
  | "comment"
  | "suggestion"
  | "suggestion-decided"
  | "assigned"
  | "due"
  | "decision"
  | "session"
  | "activity"
  | "activity-closing"
  | "invitation"
  | "role";

/** One thing of which somebody is told. */
export interface Notification {
  id: string;
  kind: NotificationKind;
  board: { id: string; title: string } | null;
  /** Who did it; null: nobody, as when something falls due. */
  by: Person | null;
  at: string;
  read_at: string | null;
  /** One line of what happened, without the name of who did it. */
  title: string;
  /** What was said, or "". */
  excerpt: string;
  /** A path of this app. */
  link: string;
}

export interface InboxPage {
  notifications: Notification[];
  unread: number;
  /** Where the next page begins; null: there is none. */
  next: string | null;
}

/** When mail is sent of what is in the inbox. */
export type EmailPace = "instant" | "daily" | "weekly" | "none";

export interface NotificationSettings {
  email: EmailPace;
  /** An IANA name, such as "Europe/Vienna"; null or "": not known yet. */
  time_zone: string | null;
  /** Whether any browser of this person's is told. */
  push: boolean;
  /** Whether there is an address to send mail to. */
  can_email: boolean;
  /** Whether the service sends mail at all. */
  mail_works: boolean;
}

export type BoardLevel = "watching" | "participating" | "muted";

export interface BoardNotifications {
  level: BoardLevel;
  email: EmailPace | "default";
}

/** What a link at the foot of a mail ends. */
export interface Unsubscription {
  /** Null: every mail. */
  board: { id: string; title: string } | null;
  /** Whose mails, as much as may be shown to whoever has the link. */
  email_hint: string;
}

export interface InvitationWish {
  emails: string[];
  role: Role;
  message: string;
}
