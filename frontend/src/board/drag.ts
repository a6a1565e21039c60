import {
  KeyboardSensor,
  type KeyboardSensorOptions,
  type Modifier,
  MouseSensor,
  type MouseSensorOptions,
  TouchSensor,
  type TouchSensorOptions,
} from "@dnd-kit/core";
import type { KeyboardEvent, MouseEvent, TouchEvent } from "react";

const CONTROLS = "a, button, input, textarea, select, [contenteditable='true'], [role='dialog']";

/** Whether a press is on what is to be dragged itself, not on a control in it or a popup of it. */
function isOnItself({ target, currentTarget }: { target: EventTarget; currentTarget: Element }) {
  if (!(target instanceof Element) || !currentTarget.contains(target)) return false;
  const control = target.closest(CONTROLS);
  return control === null || !currentTarget.contains(control) || control.matches("[data-drag]");
}

export class ItemMouseSensor extends MouseSensor {
  static override activators = [
    {
      eventName: "onMouseDown" as const,
      handler: (event: MouseEvent, { onActivation }: MouseSensorOptions) => {
        const { nativeEvent } = event;
        if (nativeEvent.button !== 0 || !isOnItself(event)) return false;
        if (nativeEvent.shiftKey || nativeEvent.ctrlKey || nativeEvent.metaKey) return false;
        onActivation?.({ event: nativeEvent });
        return true;
      },
    },
  ];
}

export class ItemTouchSensor extends TouchSensor {
  static override activators = [
    {
      eventName: "onTouchStart" as const,
      handler: (event: TouchEvent, { onActivation }: TouchSensorOptions) => {
        if (event.nativeEvent.touches.length > 1 || !isOnItself(event)) return false;
        onActivation?.({ event: event.nativeEvent });
        return true;
      },
    },
  ];
}

/** Picks up what has the focus with the key M. */
export class ItemKeyboardSensor extends KeyboardSensor {
  static override activators = [
    {
      eventName: "onKeyDown" as const,
      handler: (event: KeyboardEvent, { onActivation }: KeyboardSensorOptions) => {
        const { nativeEvent } = event;
        const bare = !nativeEvent.ctrlKey && !nativeEvent.metaKey && !nativeEvent.altKey;
        const onHandle =
          event.target === event.currentTarget ||
          (event.target instanceof Element && event.target.matches("[data-drag]"));
        if (!onHandle || !bare || nativeEvent.key.toLowerCase() !== "m") return false;
        event.preventDefault();
        event.stopPropagation();
        onActivation?.({ event: nativeEvent });
        return true;
      },
    },
  ];
}

export const KEYBOARD_CODES = { start: ["KeyM"], end: ["Enter", "Space"], cancel: ["Escape"] };
export const MOUSE_CONSTRAINT = { distance: 5 };
export const TOUCH_CONSTRAINT = { delay: 280, tolerance: 8 };

/** Draws what is dragged beside the pointer, wherever it was taken hold of. */
export const besidePointer: Modifier = ({ activatorEvent, activeNodeRect, transform }) => {
  const start = activatorEvent && pointOf(activatorEvent);
  if (!start || !activeNodeRect) return transform;
  return {
    ...transform,
    x: transform.x + start.x - activeNodeRect.left + 12,
    y: transform.y + start.y - activeNodeRect.top + 10,
  };
};

/** Where a mouse or touch event happened in the window. */
export function pointOf(event: Event): { x: number; y: number } | null {
  if ("touches" in event) {
    const touch = (event as globalThis.TouchEvent).touches[0];
    return touch ? { x: touch.clientX, y: touch.clientY } : null;
  }
  if ("clientX" in event) {
    const { clientX, clientY } = event as globalThis.MouseEvent;
    return { x: clientX, y: clientY };
  }
  return null;
}
