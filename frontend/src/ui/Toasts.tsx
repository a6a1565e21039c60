import { Notifications } from "@mantine/notifications";

/** Where `notifications.show` draws, also what was shown before this came. */
export default function Toasts() {
  return <Notifications position="bottom-right" limit={4} autoClose={5000} />;
}
