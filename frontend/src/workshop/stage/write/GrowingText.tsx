import { type ComponentProps, useLayoutEffect, useRef } from "react";

/** A field of text that is as tall as what is in it. */
export function GrowingText({ value, ...given }: ComponentProps<"textarea"> & { value: string }) {
  const ref = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: its height follows the text
  useLayoutEffect(() => {
    const field = ref.current;
    if (!field) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }, [value]);
  return (
    <textarea
      rows={1}
      {...given}
      value={value}
      ref={(field) => {
        ref.current = field;
        const { ref: given_ } = given;
        if (typeof given_ === "function") given_(field);
        else if (given_) given_.current = field;
      }}
    />
  );
}
