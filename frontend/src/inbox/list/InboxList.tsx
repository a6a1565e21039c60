import { Button, SegmentedControl } from "@mantine/core";
import { useNetwork } from "@mantine/hooks";
import { IconAlertTriangle, IconChecks, IconWifiOff } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { explain } from "@/api";
import { telling } from "@/app/telling";
import { useLatest } from "@/board/useLatest";
import { EmptyState, RowSkeletons } from "@/ui";
import { useInbox, useKnownUnread, useMark } from "../api";
import { byDay } from "../words";
import classes from "./List.module.css";
import { Row } from "./Row";

/** What one is told of, newest first; the same in the panel and on the page of its own. */
export function InboxList({
  onOpen = () => undefined,
  heading = 3,
  tools,
}: {
  /** One of them was followed. */
  onOpen?(): void;
  /** The level of the headings of days. */
  heading?: 2 | 3;
  /** Further buttons beside those of the list. */
  tools?: ReactNode;
}) {
  const [which, setWhich] = useState<"all" | "unread">("all");
  const query = useInbox(which === "unread");
  const count = useKnownUnread();
  const marking = useMark();
  const rootRef = useRef<HTMLDivElement>(null);
  const { online } = useNetwork();
  const { data, isError, error, hasNextPage, isFetchingNextPage } = query;

  const notifications = data?.pages.flatMap((page) => page.notifications);
  // A page that moved while it was asked for may bring one a second time.
  const shown = notifications && [...new Map(notifications.map((one) => [one.id, one])).values()];
  const mark = (id: string, read: boolean) =>
    void telling(marking.mutateAsync({ ids: [id], read }), {
      failed: read ? "It is still unread" : "It is still read",
    });

  const takeKey = useLatest((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.shiftKey || event.isComposing) return;
    const key = event.key.toLowerCase();
    const { target } = event;
    if (!(target instanceof Element) || !isFor(rootRef.current, target)) return;
    const step = key === "j" || key === "arrowdown" ? 1 : key === "k" || key === "arrowup" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      goOn(rootRef.current, step);
    } else if (key === "e") {
      const id = target.closest<HTMLElement>("[data-notification]")?.dataset.notification;
      const one = shown?.find((notification) => notification.id === id);
      if (!one) return;
      event.preventDefault();
      mark(one.id, one.read_at === null);
    }
  });
  useEffect(() => {
    window.addEventListener("keydown", takeKey);
    return () => window.removeEventListener("keydown", takeKey);
  }, [takeKey]);

  return (
    <div ref={rootRef} className={classes.root} data-inbox>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label="Which notifications"
          value={which}
          onChange={(value) => setWhich(value === "unread" ? "unread" : "all")}
          data={[
            { value: "all", label: "All" },
            { value: "unread", label: "Unread" },
          ]}
        />
        <span className={classes.space} />
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconChecks size={15} aria-hidden="true" />}
          disabled={count === 0}
          onClick={() =>
            void telling(marking.mutateAsync({ all: true }), { failed: "They are still unread" })
          }
        >
          Mark all as read
        </Button>
        {tools}
      </div>
      {shown && (isError || !online) && (
        <p className={classes.stale} role="status">
          <IconWifiOff size={14} aria-hidden="true" />
          {online
            ? `${explain(error).title}. This is how your inbox was last seen.`
            : "You are offline. This is how your inbox was last seen."}
        </p>
      )}
      {shown === undefined ? (
        isError ? (
          <Failed error={error} again={() => void query.refetch()} />
        ) : (
          <div className={classes.wait}>
            <RowSkeletons count={4} label="Loading your inbox…" />
          </div>
        )
      ) : shown.length === 0 ? (
        <EmptyState
          titleOrder={heading}
          icon={<IconChecks size={22} stroke={1.75} />}
          title="You are up to date"
        >
          {which === "unread"
            ? "Nothing is unread."
            : "Mentions, answers, decisions and what falls to you show here."}
        </EmptyState>
      ) : (
        <div className={classes.days}>
          {byDay(shown, new Date()).map(({ key, label, notifications: ofDay }) => {
            const Heading = `h${heading}` as const;
            return (
              <section key={key} aria-label={label}>
                <Heading className={classes.day}>{label}</Heading>
                <ul className={classes.list}>
                  {ofDay.map((one) => (
                    <Row
                      key={one.id}
                      notification={one}
                      onOpen={onOpen}
                      onMark={(read) => mark(one.id, read)}
                    />
                  ))}
                </ul>
              </section>
            );
          })}
          {hasNextPage && (
            <div className={classes.more}>
              <Button
                variant="default"
                size="compact-md"
                loading={isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                Show more
              </Button>
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function Failed({ error, again }: { error: unknown; again(): void }) {
  const { title, detail, retry } = explain(error);
  return (
    <EmptyState
      tone="danger"
      titleOrder={3}
      icon={<IconAlertTriangle size={22} />}
      title={title}
      actions={retry && <Button onClick={again}>Try again</Button>}
    >
      {detail}
    </EmptyState>
  );
}

/** Whether a key is meant for the list: no dialog has it but the list's own, and no field. */
function isFor(root: HTMLElement | null, target: Element): boolean {
  // The arrows of the filter are its own, too.
  if (target.closest("input, textarea, [contenteditable], [role='menu']")) return false;
  const own = root?.closest("[role='dialog']");
  if (own) return target === document.body || own.contains(target);
  return root !== null && document.querySelector("[role='dialog']") === null;
}

/** From one to the next, and from outside to the first. */
function goOn(root: HTMLElement | null, step: 1 | -1): void {
  const rows = [...(root?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const at = rows.findIndex((row) => row.parentElement?.contains(document.activeElement));
  const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step));
  rows[next]?.focus();
  rows[next]?.scrollIntoView({ block: "nearest" });
}
