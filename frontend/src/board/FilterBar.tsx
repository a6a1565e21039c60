import {
  ActionIcon,
  CloseButton,
  Menu,
  SegmentedControl,
  Tooltip,
  UnstyledButton,
} from "@mantine/core";
import {
  IconCheck,
  IconChevronDown,
  IconColumns3,
  IconFilter,
  IconListTree,
  IconSearch,
  IconX,
} from "@tabler/icons-react";
import { type CSSProperties, type ReactNode, type RefObject, useMemo, useState } from "react";
import { StatusBadge } from "@/item";
import { type Plan, STATUSES } from "@/plan/types";
import { useSession } from "@/session";
import { type AvatarPerson, colorFor, isHexColor, PersonAvatar } from "@/ui";
import classes from "./FilterBar.module.css";
import { type Filter, isFiltering, NO_FILTER, NOBODY, ownerKey, ownersIn } from "./filter";
import { UndoButtons } from "./header/UndoButtons";
import type { BoardView } from "./place";

/** Below the header: how the plan is drawn, and what of it. */
export function FilterBar({
  view,
  onView,
  plan,
  people,
  filter,
  onFilter,
  found,
  searchRef,
}: {
  view: BoardView;
  onView(view: BoardView): void;
  plan: Plan;
  people: readonly AvatarPerson[];
  filter: Filter;
  onFilter(filter: Filter): void;
  /** How many items fit, or null without a filter. */
  found: number | null;
  searchRef: RefObject<HTMLInputElement | null>;
}) {
  const session = useSession();
  const [opened, setOpened] = useState(false);
  const filtering = isFiltering(filter);
  const owners = useMemo(() => ownersIn(plan), [plan]);
  const mine = ownerKey({ id: session.me.id, name: session.me.name });
  const group = plan.stakeholders.find(({ id }) => id === filter.stakeholder);
  const set = (change: Partial<Filter>) => onFilter({ ...filter, ...change });
  const ownerName = (key: string) =>
    key === NOBODY
      ? "No owner"
      : key === mine
        ? "You"
        : (owners.find((owner) => owner.key === key)?.name ?? "Somebody");

  return (
    <div className={classes.bar} data-opened={opened || filtering || undefined}>
      <SegmentedControl
        size="xs"
        aria-label="View"
        className={classes.views}
        value={view}
        onChange={(value) => onView(value as BoardView)}
        data={[
          { value: "outline", label: <View icon={<IconListTree size={15} />} name="Outline" /> },
          { value: "columns", label: <View icon={<IconColumns3 size={15} />} name="Columns" /> },
        ]}
      />
      <span className={classes.phoneTools}>
        {(session.canEdit || session.within !== null) && <UndoButtons />}
        <ActionIcon
          size={36}
          aria-label="Filter"
          aria-expanded={opened || filtering}
          data-on={filtering || undefined}
          className={classes.filterButton}
          onClick={() => {
            if (opened || filtering) onFilter(NO_FILTER);
            setOpened(!(opened || filtering));
          }}
        >
          <IconFilter size={18} />
        </ActionIcon>
      </span>
      <search className={classes.filters} aria-label="Filter the plan">
        <span className={classes.search}>
          <IconSearch size={14} aria-hidden="true" />
          <input
            ref={searchRef}
            value={filter.text}
            placeholder="Find in the plan"
            aria-label="Find in the plan"
            spellCheck={false}
            onChange={(event) => set({ text: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              event.stopPropagation();
              if (filter.text) set({ text: "" });
              else event.currentTarget.blur();
            }}
          />
          {filter.text !== "" && (
            <CloseButton
              size="xs"
              aria-label="Clear the search"
              onClick={() => set({ text: "" })}
            />
          )}
        </span>
        <Choice
          label="For"
          value={group ? <Dot id={group.id} color={group.color} name={group.name} /> : null}
          onClear={() => set({ stakeholder: null })}
        >
          {plan.stakeholders.map(({ id, name, color }) => (
            <Option
              key={id}
              chosen={filter.stakeholder === id}
              onPick={() => set({ stakeholder: filter.stakeholder === id ? null : id })}
            >
              <Dot id={id} color={color} name={name} />
            </Option>
          ))}
          {plan.stakeholders.length === 0 && (
            <Menu.Label>This plan has no stakeholder groups yet</Menu.Label>
          )}
        </Choice>
        <Choice
          label="Owner"
          value={filter.owner === null ? null : ownerName(filter.owner)}
          onClear={() => set({ owner: null })}
        >
          {[
            { key: mine, name: "You" },
            ...owners.filter(({ key }) => key !== mine),
            { key: NOBODY, name: "No owner" },
          ].map(({ key, name }) => {
            const person = key === mine ? session.me : people.find(({ id }) => `id:${id}` === key);
            return (
              <Option
                key={key}
                chosen={filter.owner === key}
                onPick={() => set({ owner: filter.owner === key ? null : key })}
              >
                <span className={classes.named}>
                  {key !== NOBODY && (
                    <PersonAvatar
                      person={person ?? { id: key, name, color: colorFor(key) }}
                      size={18}
                      tooltip={false}
                    />
                  )}
                  {name}
                </span>
              </Option>
            );
          })}
        </Choice>
        <Choice
          label="Status"
          value={filter.status && <StatusBadge status={filter.status} />}
          onClear={() => set({ status: null })}
        >
          {STATUSES.map((status) => (
            <Option
              key={status}
              chosen={filter.status === status}
              onPick={() => set({ status: filter.status === status ? null : status })}
            >
              <StatusBadge status={status} />
            </Option>
          ))}
        </Choice>
        {found !== null && (
          <span className={classes.found} role="status">
            {found === 1 ? "1 item" : `${found} items`}
            <Tooltip label="Clear the filter">
              <ActionIcon
                size={24}
                aria-label="Clear the filter"
                onClick={() => onFilter(NO_FILTER)}
              >
                <IconX size={14} />
              </ActionIcon>
            </Tooltip>
          </span>
        )}
      </search>
    </div>
  );
}

function View({ icon, name }: { icon: ReactNode; name: string }) {
  return (
    <span className={classes.view}>
      {icon}
      {name}
    </span>
  );
}

function Choice({
  label,
  value,
  onClear,
  children,
}: {
  label: string;
  value: ReactNode;
  onClear(): void;
  children: ReactNode;
}) {
  return (
    <Menu position="bottom-start" width={220} shadow="lg">
      <Menu.Target>
        <UnstyledButton className={classes.choice} data-on={value ? true : undefined}>
          {value ? (
            <>
              <span className={classes.label}>{label}</span> {value}
            </>
          ) : (
            label
          )}
          <IconChevronDown size={13} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah="50vh" style={{ overflowY: "auto" }}>
        {value && (
          <>
            <Menu.Item leftSection={<IconX size={14} />} onClick={onClear}>
              Any
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}

function Option({
  chosen,
  onPick,
  children,
}: {
  chosen: boolean;
  onPick(): void;
  children: ReactNode;
}) {
  return (
    <Menu.Item
      aria-current={chosen ? "true" : undefined}
      rightSection={chosen ? <IconCheck size={14} /> : null}
      onClick={onPick}
    >
      {children}
    </Menu.Item>
  );
}

function Dot({ id, color, name }: { id: string; color: string; name: string }) {
  return (
    <span className={classes.named}>
      <span
        className={classes.dot}
        style={{ "--tint": isHexColor(color) ? color : colorFor(id) } as CSSProperties}
      />
      {name || "Unnamed group"}
    </span>
  );
}
