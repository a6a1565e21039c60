import { notifications } from "@mantine/notifications";
import { explain } from "@/api";

/**
 * Tell how a change with one click ended, for which there is no form to show it in. It takes the
 * mutation's promise and not its callbacks, which are not called once what made the change is gone
 * from the page: a deleted board's card is.
 *
 * @returns whether it succeeded.
 */
export async function telling(
  change: Promise<unknown>,
  words: { failed: string; done?: string },
): Promise<boolean> {
  try {
    await change;
  } catch (error) {
    const { title, detail } = explain(error);
    notifications.show({ color: "red", title: words.failed, message: detail || title });
    return false;
  }
  if (words.done) notifications.show({ message: words.done });
  return true;
}
