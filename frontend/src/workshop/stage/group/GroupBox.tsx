import { useDroppable } from "@dnd-kit/core";
import { ActionIcon, Menu } from "@mantine/core";
import { IconArrowUpRight, IconDots, IconLayersSubtract } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import { LineInput } from "@/item/LineInput";
import { useItem } from "@/session";
import { KindIcon, KindLabel, kindName } from "@/ui";
import type { Cluster } from "../../types";
import classes from "./Group.module.css";

export type PromotedKind = "goal" | "objective" | "strategy";
const PROMOTED: readonly PromotedKind[] = ["goal", "objective", "strategy"];

/** A group with its name, its notes, and what can be made of it. */
export function GroupBox({
  cluster,
  canGroup,
  fresh,
  over,
  onRename,
  onRemove,
  onPromote,
  children,
}: {
  cluster: Cluster;
  canGroup: boolean;
  /** Just made: it is to be named. */
  fresh: boolean;
  over: boolean;
  onRename(title: string): void;
  onRemove(): void;
  onPromote(kind: PromotedKind): void;
  children: ReactNode;
}) {
  const { setNodeRef } = useDroppable({ id: cluster.id });
  const item = useItem(cluster.item);
  const headRef = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!fresh) return;
    const input = headRef.current?.querySelector("input");
    input?.focus();
    input?.select();
  }, [fresh]);
  return (
    <section
      ref={setNodeRef}
      className={classes.group}
      data-group={cluster.id}
      data-over={over || undefined}
      aria-label={`Group ${cluster.title}`}
    >
      <header ref={headRef} className={classes.head}>
        {canGroup ? (
          <LineInput
            className={classes.name}
            label="Name of the group"
            maxLength={200}
            value={cluster.title}
            onCommit={onRename}
          />
        ) : (
          <h3 className={classes.name}>{cluster.title}</h3>
        )}
        <span className={classes.count}>{cluster.notes.length}</span>
        {canGroup && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size={30} aria-label={`What to do with ${cluster.title}`}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {PROMOTED.map((kind) => (
                <Menu.Item
                  key={kind}
                  leftSection={<KindIcon kind={kind} />}
                  disabled={item !== undefined}
                  onClick={() => onPromote(kind)}
                >
                  {kind === "objective" ? "Make it an" : "Make it a"} {kindName(kind).toLowerCase()}
                </Menu.Item>
              ))}
              {item && (
                <Menu.Item
                  leftSection={<IconArrowUpRight size={16} />}
                  onClick={() => onPromote(item.kind as PromotedKind)}
                >
                  Bring new notes below it
                </Menu.Item>
              )}
              <Menu.Divider />
              <Menu.Item leftSection={<IconLayersSubtract size={16} />} onClick={onRemove}>
                Take the group apart
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </header>
      {item && (
        <p className={classes.inPlan}>
          <KindLabel kind={item.kind} chip /> in the plan
        </p>
      )}
      {children}
    </section>
  );
}
