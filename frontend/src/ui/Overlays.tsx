import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";

/** Where `modals.open…` and `notifications.show` draw. */
export default function Overlays() {
  return (
    <>
      <ModalsProvider labels={{ confirm: "OK", cancel: "Cancel" }}>{null}</ModalsProvider>
      <Notifications position="bottom-right" limit={4} autoClose={5000} />
    </>
  );
}
