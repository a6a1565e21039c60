import "@mantine/dates/styles.layer.css";
import { DatePicker } from "@mantine/dates";

/** A month to pick a day from. A chunk of its own. */
export default function Calendar({
  day,
  onPick,
}: {
  day: string | null;
  onPick: (day: string) => void;
}) {
  return (
    <DatePicker
      size="xs"
      value={day}
      defaultDate={day ?? undefined}
      onChange={(value) => {
        if (value) onPick(value);
      }}
      firstDayOfWeek={1}
      highlightToday
      hideOutsideDates
      weekendDays={[]}
      ariaLabels={{ previousMonth: "Previous month", nextMonth: "Next month" }}
    />
  );
}
