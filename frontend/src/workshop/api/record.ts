import { useQuery } from "@tanstack/react-query";
import { fileNameIn } from "@/api";
import { workshopKeys } from "./keys";
import { rest } from "./rest";

/** What is left of a session. */
export function useRecord(session: string) {
  return useQuery({
    queryKey: workshopKeys.record(session),
    queryFn: ({ signal }) => rest.record(session, signal),
  });
}

/**
 * The record as a file.
 *
 * @throws {Problem}
 */
export async function recordFile(
  session: string,
  format: "markdown" | "pdf",
): Promise<{ blob: Blob; name: string }> {
  const { blob, disposition } = await rest.recordAs(session, format);
  return { blob, name: fileNameIn(disposition) ?? (format === "pdf" ? "record.pdf" : "record.md") };
}
