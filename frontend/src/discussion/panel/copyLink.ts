import { notifications } from "@mantine/notifications";
import { copyText } from "@/ui";

/** Put the address of a thread on the clipboard, and say so. */
export async function copyLink(board: string, thread: string): Promise<void> {
  const address = `${window.location.origin}/boards/${board}?thread=${thread}`;
  const copied = await copyText(address);
  notifications.show(
    copied
      ? { message: "The link is copied" }
      : { color: "red", title: "The link could not be copied", message: address },
  );
}
