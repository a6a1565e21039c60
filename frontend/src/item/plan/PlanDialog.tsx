import { Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconInfoCircle, IconMessages, IconUsers, type TablerIcon } from "@tabler/icons-react";
import { type ComponentType, type KeyboardEvent, useId, useRef, useState } from "react";
import { usePlan } from "@/session";
import { About } from "./About";
import { Channels } from "./Channels";
import classes from "./PlanDialog.module.css";
import { Stakeholders } from "./Stakeholders";

export type PlanSection = "about" | "stakeholders" | "channels";

export interface PlanDialogProps {
  opened: boolean;
  onClose: () => void;
  section?: PlanSection;
}

const sections: readonly {
  id: PlanSection;
  name: string;
  icon: TablerIcon;
  content: ComponentType;
}[] = [
  { id: "about", name: "About", icon: IconInfoCircle, content: About },
  { id: "stakeholders", name: "Stakeholder groups", icon: IconUsers, content: Stakeholders },
  { id: "channels", name: "Channels", icon: IconMessages, content: Channels },
];

/** The plan's own page: what it is, whom it concerns, how they are reached and heard. */
export default function PlanDialog({ opened, onClose, section = "about" }: PlanDialogProps) {
  const phone = useMediaQuery("(max-width: 720px)");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      // Mantine would also close it for an Escape that is meant for a menu or a field in it.
      closeOnEscape={false}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        onClose();
      }}
      title="Plan details"
      size={880}
      fullScreen={phone}
      padding={0}
      classNames={{ content: classes.content, header: classes.header, body: classes.body }}
    >
      <Sections key={section} first={section} />
    </Modal>
  );
}

function Sections({ first }: { first: PlanSection }) {
  const id = useId();
  const [chosen, setChosen] = useState(first);
  const { stakeholders, channels } = usePlan();
  const counts = { about: null, stakeholders: stakeholders.length, channels: channels.length };
  const tabsRef = useRef<HTMLDivElement>(null);
  const at = sections.findIndex((section) => section.id === chosen);
  const Content = sections[at]?.content ?? About;

  function move(event: KeyboardEvent) {
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowRight: 1,
      ArrowUp: -1,
      ArrowLeft: -1,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (at + step + sections.length) % sections.length;
    setChosen(sections[next]?.id ?? "about");
    tabsRef.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  }

  return (
    <div className={classes.sections}>
      <div
        ref={tabsRef}
        className={classes.tabs}
        role="tablist"
        aria-label="Plan details"
        onKeyDown={move}
      >
        {sections.map(({ id: section, name, icon: Icon }) => (
          <button
            key={section}
            type="button"
            role="tab"
            id={`${id}-${section}`}
            aria-selected={section === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={section === chosen ? 0 : -1}
            data-autofocus={section === first || undefined}
            className={classes.tab}
            onClick={() => setChosen(section)}
          >
            <Icon size={16} stroke={1.75} aria-hidden="true" />
            <span className={classes.tabName}>{name}</span>
            {counts[section] !== null && <span className={classes.count}>{counts[section]}</span>}
          </button>
        ))}
      </div>
      <div
        key={chosen}
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${chosen}`}
        className={classes.panel}
      >
        <Content />
      </div>
    </div>
  );
}
