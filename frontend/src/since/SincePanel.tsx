import { ActionIcon, Button, SegmentedControl } from "@mantine/core";
import { IconCheck, IconChevronDown, IconChevronUp, IconX } from "@tabler/icons-react";
import { useEffect, useId, useRef } from "react";
import { KindIcon, kindName, PersonAvatar } from "@/ui";
import { ChangeLine } from "./ChangeLine";
import classes from "./SincePanel.module.css";
import type { Group, Order, Step } from "./steps";
import type { Since } from "./types";
import { summary } from "./words";

export interface SincePanelProps {
  since: Since;
  groups: readonly Group[];
  order: Order;
  onOrder(order: Order): void;
  /** The key of the step where one is. */
  at: string | null;
  /** Its number; 0: one is at none. */
  position: number;
  count: number;
  isSeen: boolean;
  onStep(step: Step): void;
  onMove(by: 1 | -1): void;
  onSeen(): void;
  onClose(): void;
}

/** What others changed since one was here, to be stepped through. */
export default function SincePanel(props: SincePanelProps) {
  const { since, groups, order, at, position, count, isSeen, onClose } = props;
  const heading = useId();
  const nextRef = useRef<HTMLButtonElement>(null);
  const listRef = useRef<HTMLDivElement>(null);
  useEffect(() => nextRef.current?.focus(), []);
  useEffect(() => {
    if (at === null) return;
    listRef.current
      ?.querySelector(`[data-step="${CSS.escape(at)}"]`)
      ?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <aside
      className={classes.panel}
      aria-labelledby={heading}
      data-region="since"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header className={classes.head}>
        <h2 id={heading} className={classes.title}>
          Since you were here
        </h2>
        <ActionIcon size={30} aria-label="Close" onClick={onClose}>
          <IconX size={17} />
        </ActionIcon>
      </header>
      <p className={classes.summary}>{summary(since, new Date())}</p>
      {since.truncated && (
        <p className={classes.summary}>
          So much changed that not all of it is listed here, or not by whom.
        </p>
      )}
      <div className={classes.tools}>
        {since.people.length > 0 && (
          <SegmentedControl
            size="xs"
            aria-label="Order of the changes"
            value={order}
            onChange={(value) => props.onOrder(value as Order)}
            data={[
              { value: "item", label: "By item" },
              { value: "person", label: "By person" },
            ]}
          />
        )}
        <span className={classes.steps}>
          <span className={classes.position}>
            {position > 0 ? `${position} of ${count}` : `${count} to see`}
          </span>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconChevronUp size={14} />}
            {...ended(position === 1)}
            title="Previous (P)"
            onClick={() => props.onMove(-1)}
          >
            Previous
          </Button>
          <Button
            ref={nextRef}
            size="compact-sm"
            variant="default"
            leftSection={<IconChevronDown size={14} />}
            {...ended(position === count)}
            title="Next (N)"
            onClick={() => props.onMove(1)}
          >
            Next
          </Button>
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys */}
      <section ref={listRef} className={classes.scroll} tabIndex={0} aria-label="Changes">
        {groups.map((group) => (
          <GroupOfSteps key={group.key} {...props} group={group} />
        ))}
      </section>
      <footer className={classes.foot}>
        {isSeen ? (
          <p className={classes.done} role="status">
            <IconCheck size={15} aria-hidden="true" />
            You have seen all of this.
          </p>
        ) : (
          <Button size="compact-md" variant="default" onClick={props.onSeen}>
            Mark as seen
          </Button>
        )}
      </footer>
    </aside>
  );
}

/** Not disabled, which would take the focus from it. */
function ended(is: boolean) {
  return is ? { "aria-disabled": true, "data-disabled": true } : {};
}

function GroupOfSteps({
  group: { person, steps },
  order,
  ...props
}: SincePanelProps & { group: Group }) {
  return (
    <>
      {order === "person" && (
        <h3 className={classes.person}>
          {person && <PersonAvatar person={person} size={22} tooltip={false} />}
          <span aria-hidden={person ? true : undefined}>{person?.name ?? "Somebody"}</span>
        </h3>
      )}
      <ol className={classes.list}>
        {steps.map((step) => (
          <StepEntry key={step.key} {...props} step={step} order={order} />
        ))}
      </ol>
    </>
  );
}

function StepEntry({
  step,
  since,
  order,
  at,
  onStep,
}: Pick<SincePanelProps, "since" | "order" | "at" | "onStep"> & { step: Step }) {
  const { item, changes } = step;
  const name = item ? item.title || `Untitled ${kindName(item.kind).toLowerCase()}` : "The plan";
  return (
    <li className={classes.step} data-step={step.key} data-at={step.key === at || undefined}>
      <button
        type="button"
        className={classes.item}
        aria-current={step.key === at ? "step" : undefined}
        onClick={() => onStep(step)}
      >
        {item && <KindIcon kind={item.kind} label={kindName(item.kind)} />}
        <span className={classes.name} data-gone={item?.gone || undefined}>
          {name}
        </span>
      </button>
      <ul className={classes.changes}>
        {changes.map((change, index) => (
          <ChangeLine
            // biome-ignore lint/suspicious/noArrayIndexKey: they never change their order
            key={index}
            change={change}
            ofPlan={item === null}
            people={order === "item" ? since.people : null}
          />
        ))}
      </ul>
    </li>
  );
}
