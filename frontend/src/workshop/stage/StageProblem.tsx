import { Button } from "@mantine/core";
import { explain } from "@/api";
import { EmptyState } from "@/ui";

/** A part of the stage that did not come, told in its place. */
export function StageProblem({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const { title, detail } = explain(error);
  return (
    <EmptyState
      title={title}
      actions={
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {detail}
    </EmptyState>
  );
}
