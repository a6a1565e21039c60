import { IconX } from "@tabler/icons-react";
import { lazy, type ReactNode, Suspense } from "react";
import { usualDays } from "../days";
import { FloatingMenu } from "./FloatingMenu";
import classes from "./Menus.module.css";

const Calendar = lazy(() => import("./Calendar"));

/** A button that opens a calendar to pick a day from. */
export function DayMenu({
  label,
  title,
  day,
  trigger,
  onPick,
  clear,
  usual = true,
  disabled,
  className,
}: {
  label: string;
  title?: string;
  day: string | null;
  trigger: ReactNode;
  /** Null where the day was taken away, which `clear` allows. */
  onPick: (day: string | null) => void;
  /** What taking the day away is called, where that can be. */
  clear?: string;
  /** Offers the days on which things are often due. */
  usual?: boolean;
  disabled: boolean;
  className?: string;
}) {
  return (
    <FloatingMenu
      label={label}
      title={title}
      trigger={trigger}
      disabled={disabled}
      className={className}
      width={250}
    >
      {(close) => {
        const pick = (next: string | null) => {
          onPick(next);
          close();
        };
        return (
          <>
            <div className={classes.calendar}>
              <Suspense>
                <Calendar day={day} onPick={pick} />
              </Suspense>
            </div>
            {usual && (
              <div className={classes.quick}>
                {usualDays(new Date()).map((one) => (
                  <button
                    key={one.name}
                    type="button"
                    className={classes.day}
                    onClick={() => pick(one.day)}
                  >
                    {one.name}
                  </button>
                ))}
              </div>
            )}
            {day && clear && (
              <div className={classes.foot}>
                <button type="button" className={classes.action} onClick={() => pick(null)}>
                  <IconX size={14} aria-hidden="true" />
                  {clear}
                </button>
              </div>
            )}
          </>
        );
      }}
    </FloatingMenu>
  );
}
