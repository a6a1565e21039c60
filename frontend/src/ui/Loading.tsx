import { Loader, Skeleton, VisuallyHidden } from "@mantine/core";
import { useEffect, useState } from "react";
import classes from "./Loading.module.css";

/** A whole place is loading. The spinner shows only after a while, so that quick loads do not blink. */
export function PageLoading({
  label = "Loading…",
  delay = 300,
}: {
  label?: string;
  delay?: number;
}) {
  const shown = useDelay(delay);
  return (
    <div className={classes.page} role="status">
      {shown && <Loader size="sm" />}
      <VisuallyHidden>{label}</VisuallyHidden>
    </div>
  );
}

/** Placeholders of cards in a grid. */
export function CardSkeletons({ count = 6, label }: { count?: number; label: string }) {
  return (
    <>
      <VisuallyHidden role="status">{label}</VisuallyHidden>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else to be known by
        <div key={index} className={classes.card} aria-hidden="true">
          <Skeleton height={16} width="68%" radius="sm" />
          <Skeleton height={12} width="42%" radius="sm" mt={10} />
          <div className={classes.cardFoot}>
            <Skeleton height={24} circle />
            <Skeleton height={12} width={88} radius="sm" />
          </div>
        </div>
      ))}
    </>
  );
}

/** Placeholders of rows in a list. */
export function RowSkeletons({ count = 3, label }: { count?: number; label: string }) {
  return (
    <>
      <VisuallyHidden role="status">{label}</VisuallyHidden>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else to be known by
        <div key={index} className={classes.row} aria-hidden="true">
          <Skeleton height={28} circle />
          <Skeleton height={12} width={`${46 - index * 6}%`} radius="sm" />
        </div>
      ))}
    </>
  );
}

/** True once the given milliseconds have passed. */
export function useDelay(milliseconds: number): boolean {
  const [passed, setPassed] = useState(milliseconds <= 0);
  useEffect(() => {
    if (milliseconds <= 0) return;
    const timer = setTimeout(() => setPassed(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return passed;
}
