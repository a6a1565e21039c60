import { notifications } from "@mantine/notifications";
import { type Board, type ExportFormat, explain, exportBoard } from "@/api";

/** Save the board's plan as a file; tells if that fails. */
export async function downloadPlan(board: Pick<Board, "id">, format: ExportFormat): Promise<void> {
  try {
    const { blob, name } = await exportBoard(board.id, format);
    saveAs(blob, name);
  } catch (error) {
    const { title, detail } = explain(error);
    notifications.show({ color: "red", title: `Not exported. ${title}`, message: detail });
  }
}

/** Give the browser a file to keep. */
export function saveAs(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Safari reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
