import { ActionIcon } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";

/** From one session, or planning one, to the list of all. */
export function BackButton({ onBack }: { onBack(): void }) {
  return (
    <ActionIcon size={34} aria-label="All sessions" title="All sessions" onClick={onBack}>
      <IconArrowLeft size={18} />
    </ActionIcon>
  );
}
