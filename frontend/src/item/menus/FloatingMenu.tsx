import { Popover, VisuallyHidden } from "@mantine/core";
import { type ReactNode, useRef, useState } from "react";
import classes from "./FloatingMenu.module.css";

/**
 * A button that opens something beside it. Until then it is only a button: a board has hundreds of
 * these, and a popover for each would cost more than all the rest of their rows.
 */
export function FloatingMenu({
  label,
  trigger,
  children,
  className,
  width = 240,
  disabled = false,
  title,
}: {
  /** What the button is for, and its value: it is read out. */
  label: string;
  trigger: ReactNode;
  children: (close: () => void) => ReactNode;
  className?: string;
  width?: number;
  /** Only shows the value, without a button. */
  disabled?: boolean;
  title?: string;
}) {
  const [opened, setOpened] = useState(false);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const openedAtPress = useRef(false);

  const content = (
    <>
      <VisuallyHidden>{label}</VisuallyHidden>
      <span className={classes.trigger} aria-hidden="true">
        {trigger}
      </span>
    </>
  );

  if (disabled) {
    return (
      <span className={join(classes.shown, className)} title={title}>
        {content}
      </span>
    );
  }

  const close = () => {
    setOpened(false);
    buttonRef.current?.focus({ preventScroll: true });
  };
  return (
    <span className={classes.root}>
      <button
        ref={buttonRef}
        type="button"
        className={join(classes.button, className)}
        aria-haspopup="dialog"
        aria-expanded={opened}
        title={title}
        data-opened={opened || undefined}
        // A press outside the popover closes it, also on this button: its click must not open it again.
        onPointerDown={() => {
          openedAtPress.current = opened;
        }}
        onClick={(event) => {
          event.stopPropagation();
          setOpened(event.detail === 0 ? !opened : !openedAtPress.current);
        }}
        onKeyDown={(event) => {
          // Enter and Space are the button's, not those of a row around it.
          if (event.key === "Enter" || event.key === " ") event.stopPropagation();
        }}
      >
        {content}
      </button>
      {opened && (
        <Popover
          opened
          onChange={setOpened}
          position="bottom-start"
          width={width}
          offset={4}
          trapFocus
          closeOnEscape={false}
          withRoles={false}
          transitionProps={{ duration: 0 }}
        >
          <Popover.Target>
            <span className={classes.anchor} />
          </Popover.Target>
          <Popover.Dropdown
            p={0}
            role="dialog"
            aria-label={label}
            className={classes.dropdown}
            // React passes events of a portal to what holds it: a row must not take them for its own.
            onClick={(event) => event.stopPropagation()}
            onPointerDown={(event) => event.stopPropagation()}
            onDoubleClick={(event) => event.stopPropagation()}
            onKeyDown={(event) => {
              event.stopPropagation();
              if (event.key === "Escape" && !event.nativeEvent.isComposing) close();
            }}
          >
            {children(close)}
          </Popover.Dropdown>
        </Popover>
      )}
    </span>
  );
}

function join(...names: (string | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
