import { Menu } from "@mantine/core";
import { IconFileTypeXml, IconMarkdown, IconTable, type TablerIcon } from "@tabler/icons-react";
import type { Board, ExportFormat } from "@/api";
import { downloadPlan } from "./download";
import classes from "./ExportMenuItems.module.css";

const choices: readonly { name: string; hint: string; Icon: TablerIcon; format: ExportFormat }[] = [
  {
    name: "StratML Part 2",
    hint: "The plan with its measures",
    Icon: IconFileTypeXml,
    format: { format: "stratml", part: 2 },
  },
  {
    name: "StratML Part 1",
    hint: "The strategic plan alone",
    Icon: IconFileTypeXml,
    format: { format: "stratml", part: 1 },
  },
  {
    name: "Markdown",
    hint: "To read and to paste",
    Icon: IconMarkdown,
    format: { format: "markdown" },
  },
  { name: "CSV", hint: "For a spreadsheet", Icon: IconTable, format: { format: "csv" } },
];

/** The formats in which one can take a plan away; for a Mantine `Menu.Dropdown`. */
export function ExportMenuItems({ board }: { board: Pick<Board, "id"> }) {
  return choices.map(({ name, hint, Icon, format }) => (
    <Menu.Item
      key={name}
      leftSection={<Icon size={16} stroke={1.75} />}
      onClick={() => void downloadPlan(board, format)}
    >
      {name}
      <span className={classes.hint}>{hint}</span>
    </Menu.Item>
  ));
}
