import { Button, Group, Loader, Modal } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconFileImport } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { explain, useImportBoard, type Workspace } from "@/api";
import classes from "./ImportDialog.module.css";
import { ImportReport } from "./ImportReport";

/** A board made of a file, and the report of what was read. `file`: one that was dropped already. */
export default function ImportDialog({
  workspace,
  file,
  onClose,
}: {
  workspace: Workspace;
  file: File | null;
  onClose: () => void;
}) {
  const navigate = useNavigate();
  const { mutate, data, error, isPending, variables } = useImportBoard();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const begun = useRef<File | null>(null);
  const read = (next: File | null | undefined) => {
    if (next) mutate({ workspace: workspace.id, file: next });
  };
  useEffect(() => {
    if (!file || begun.current === file) return;
    begun.current = file;
    mutate({ workspace: workspace.id, file });
  }, [file, mutate, workspace.id]);

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    read(event.dataTransfer.files[0]);
  };
  const open = () =>
    data && void navigate({ to: "/boards/$boardId", params: { boardId: data.board.id } });

  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={data ? "The plan is imported" : "Import a StratML file"}
    >
      {data ? (
        <>
          <div className={classes.done} role="status">
            <IconCircleCheck size={20} stroke={1.75} aria-hidden="true" />
            <div>
              <p className={classes.doneTitle}>{data.board.title}</p>
              <p className={classes.doneText}>
                From {variables?.file.name ?? "the file"}
                {data.report.part && `, StratML Part ${data.report.part}`}
              </p>
            </div>
          </div>
          <ImportReport report={data.report} />
          <Group justify="flex-end" gap="xs" mt="lg">
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
            <Button data-autofocus onClick={open}>
              Open the board
            </Button>
          </Group>
        </>
      ) : (
        <>
          {error && (
            <div className={classes.error} role="alert">
              <IconAlertTriangle size={18} stroke={1.75} aria-hidden="true" />
              <div>
                <p className={classes.errorTitle}>{variables?.file.name} was not imported</p>
                <p className={classes.errorText}>
                  {explain(error).detail || explain(error).title} Nothing was made of it.
                </p>
              </div>
            </div>
          )}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way; the button in it is the other */}
          <div
            className={classes.zone}
            data-over={over || undefined}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={onDrop}
          >
            {isPending ? (
              <div className={classes.reading} role="status">
                <Loader size="sm" />
                Reading {variables?.file.name}…
              </div>
            ) : (
              <>
                <IconFileImport size={26} stroke={1.5} aria-hidden="true" />
                <p className={classes.lead}>Drop the file here, or</p>
                <Button variant="default" data-autofocus onClick={() => input.current?.click()}>
                  Choose a file
                </Button>
                <p className={classes.hint}>
                  StratML Part 1 or Part 2, as XML. You get a report of what was read.
                </p>
              </>
            )}
          </div>
          <input
            ref={input}
            type="file"
            accept=".xml,.stratml,application/xml,text/xml"
            hidden
            aria-label="StratML file"
            onChange={(event) => {
              read(event.currentTarget.files?.[0]);
              event.currentTarget.value = "";
            }}
          />
        </>
      )}
    </Modal>
  );
}
