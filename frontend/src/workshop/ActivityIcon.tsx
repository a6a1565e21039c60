import {
  IconBulb,
  IconChecklist,
  IconGavel,
  IconLayersIntersect,
  IconMessages,
  IconMoodSmile,
  IconPencil,
  IconPlayerPlay,
  type TablerIcon,
} from "@tabler/icons-react";
import type { ActivityKind } from "./types";

const icons: Record<ActivityKind, TablerIcon> = {
  checkin: IconMoodSmile,
  brainstorm: IconBulb,
  group: IconLayersIntersect,
  discuss: IconMessages,
  write: IconPencil,
  vote: IconChecklist,
  decide: IconGavel,
};

export function ActivityIcon({ kind, size = 16 }: { kind: ActivityKind; size?: number }) {
  const Icon = icons[kind] ?? IconPlayerPlay;
  return <Icon size={size} stroke={1.75} aria-hidden="true" />;
}
