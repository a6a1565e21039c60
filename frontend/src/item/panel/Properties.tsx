import {
  IconCalendar,
  IconCircleDashed,
  IconMessages,
  IconUser,
  IconUsers,
  type TablerIcon,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useMayEdit, usePlan } from "@/session";
import { ChannelMenu } from "../menus/ChannelMenu";
import { DueMenu } from "../menus/DueMenu";
import { OwnerMenu } from "../menus/OwnerMenu";
import { useOwnerChoices } from "../menus/people";
import { StakeholderMenu } from "../menus/StakeholderMenu";
import { StatusMenu } from "../menus/Status";
import classes from "./Properties.module.css";

/** What is known of an item beside its words; each value is changed where it stands. */
export function Properties({
  itemId,
  onManageChannels,
}: {
  itemId: string;
  onManageChannels: () => void;
}) {
  const people = useOwnerChoices();
  const canEdit = useMayEdit(itemId);
  const { channels } = usePlan();
  return (
    <dl className={classes.list}>
      <Property name="Status" icon={IconCircleDashed}>
        <StatusMenu itemId={itemId} className={classes.value} />
      </Property>
      <Property name="Owner" icon={IconUser}>
        <OwnerMenu itemId={itemId} people={people} named className={classes.value} />
      </Property>
      <Property name="Due" icon={IconCalendar}>
        <DueMenu itemId={itemId} large className={classes.value} />
      </Property>
      <Property name="For" icon={IconUsers}>
        <StakeholderMenu itemId={itemId} tags className={classes.value} />
      </Property>
      {(canEdit || channels.length > 0) && (
        <Property name="Through" icon={IconMessages}>
          <ChannelMenu itemId={itemId} tags onManage={onManageChannels} className={classes.value} />
        </Property>
      )}
    </dl>
  );
}

function Property({
  name,
  icon: Icon,
  children,
}: {
  name: string;
  icon: TablerIcon;
  children: ReactNode;
}) {
  return (
    <div className={classes.row}>
      <dt className={classes.name}>
        <Icon size={15} stroke={1.75} aria-hidden="true" />
        {name}
      </dt>
      <dd className={classes.cell}>{children}</dd>
    </div>
  );
}
