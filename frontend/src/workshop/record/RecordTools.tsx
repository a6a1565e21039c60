import { ActionIcon, Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import {
  IconChartBar,
  IconDownload,
  IconFileTypePdf,
  IconMarkdown,
  IconPrinter,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { explain, Problem } from "@/api";
import { saveAs } from "@/share/download";
import { recordFile } from "../api";
import type { SessionRecord } from "../types";

/** The record to take along: on paper or as a file. */
export function RecordTools({ record }: { record: SessionRecord }) {
  const [busy, setBusy] = useState(false);

  const take = async (format: "markdown" | "pdf") => {
    setBusy(true);
    try {
      const { blob, name } = await recordFile(record.session, format);
      saveAs(blob, name);
    } catch (error) {
      if (format === "pdf" && isUnknownFormat(error)) {
        notifications.show({ message: "Choose “Save as PDF” where it asks for a printer." });
        // Once the notice is seen, and the menu is gone from the picture.
        setTimeout(() => window.print(), 900);
        return;
      }
      const { title, detail } = explain(error);
      notifications.show({ color: "red", title: `Not downloaded. ${title}`, message: detail });
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <ActionIcon
        renderRoot={(props) => (
          <Link
            to="/sessions/$sessionId/participation"
            params={{ sessionId: record.session }}
            {...props}
          />
        )}
        size={34}
        aria-label="Participation"
        title="Participation"
      >
        <IconChartBar size={18} />
      </ActionIcon>
      <ActionIcon size={34} aria-label="Print" onClick={() => window.print()}>
        <IconPrinter size={18} />
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            size="compact-md"
            loading={busy}
            leftSection={<IconDownload size={15} />}
          >
            Download
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFileTypePdf size={16} />} onClick={() => void take("pdf")}>
            PDF
          </Menu.Item>
          <Menu.Item leftSection={<IconMarkdown size={16} />} onClick={() => void take("markdown")}>
            Markdown
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

/** A service that writes no PDF leaves it to the browser. */
function isUnknownFormat(error: unknown): boolean {
  return error instanceof Problem && [404, 406, 415, 422, 501].includes(error.status);
}
