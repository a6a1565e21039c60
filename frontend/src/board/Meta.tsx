import { DueMenu, OwnerMenu, StakeholderMenu, StatusBadge, StatusMenu } from "@/item";
import type { Item, Stakeholder } from "@/plan/types";
import type { AvatarPerson } from "@/ui";
import classes from "./Meta.module.css";
import { DueDate, OwnerAvatar, Progress, StakeholderDots } from "./MetaParts";
import { itemProgress } from "./progress";

export interface MetaProps {
  item: Item;
  stakeholders: readonly Stakeholder[];
  people: readonly AvatarPerson[];
}

/** What is known of an item beside its title: only what is set. */
export function Meta({ item, stakeholders, people }: MetaProps) {
  const progress = itemProgress(item);
  return (
    <span className={classes.meta}>
      {progress !== null && <Progress value={progress} />}{" "}
      <StakeholderDots ids={item.stakeholders} stakeholders={stakeholders} />
      <DueDate item={item} /> {item.status !== "draft" && <StatusBadge status={item.status} />}
      <span className={classes.owner}>
        <OwnerAvatar item={item} people={people} />
      </span>
    </span>
  );
}

/** The same as menus, which also offer what is not set yet. */
export function LiveMeta({ item, people }: Omit<MetaProps, "stakeholders">) {
  const progress = itemProgress(item);
  return (
    <span className={classes.meta}>
      {progress !== null && <Progress value={progress} />}
      <StakeholderMenu itemId={item.id} />
      <DueMenu itemId={item.id} />
      <StatusMenu itemId={item.id} />
      <OwnerMenu itemId={item.id} people={people} />
    </span>
  );
}

/** Whether there is anything to show at rest. */
export function hasMeta(item: Item): boolean {
  return (
    item.status !== "draft" ||
    item.due !== null ||
    item.owner !== null ||
    item.stakeholders.length > 0 ||
    itemProgress(item) !== null
  );
}
