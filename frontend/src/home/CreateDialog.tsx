import { Button, Group, Modal, Skeleton, TextInput } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { formErrors } from "@/account/form";
import { explain, type Template, useCreateBoard, useTemplates, type Workspace } from "@/api";
import { KindCounts, kindsIn } from "@/ui";
import classes from "./CreateDialog.module.css";

/** A new board, from a template or from a file. */
export default function CreateDialog({
  workspace,
  onClose,
  onImport,
}: {
  workspace: Workspace;
  onClose: () => void;
  onImport: () => void;
}) {
  const navigate = useNavigate();
  const templates = useTemplates();
  const create = useCreateBoard();
  const [title, setTitle] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const template = chosen ?? templates.data?.[0]?.id ?? null;

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    try {
      const board = await create.mutateAsync({
        workspace: workspace.id,
        title: title.trim() || "Untitled plan",
        template: template ?? undefined,
      });
      await navigate({ to: "/boards/$boardId", params: { boardId: board.id } });
    } catch (refusal) {
      const { fields, form } = formErrors(refusal, ["title"]);
      setError(fields.title ?? form);
    }
  };

  return (
    <Modal opened onClose={onClose} title="New board" size={680}>
      <form noValidate onSubmit={(event) => void onSubmit(event)}>
        <TextInput
          data-autofocus
          label="Title"
          placeholder="Untitled plan"
          maxLength={200}
          size="md"
          value={title}
          error={error}
          onChange={(event) => {
            setTitle(event.currentTarget.value);
            setError(null);
          }}
        />
        <fieldset className={classes.templates}>
          <legend className={classes.legend}>Start from</legend>
          {templates.isPending &&
            [0, 1, 2, 3].map((index) => <Skeleton key={index} height={104} radius="md" />)}
          {templates.isError && !templates.data && (
            <p role="alert" className={classes.failed}>
              {explain(templates.error).title}. You can start from a blank plan, or{" "}
              <button type="button" onClick={() => void templates.refetch()}>
                try again
              </button>
              .
            </p>
          )}
          {templates.data?.map((one) => (
            <TemplateCard
              key={one.id}
              template={one}
              checked={one.id === template}
              onChoose={() => setChosen(one.id)}
            />
          ))}
          <button type="button" className={classes.file} onClick={onImport}>
            <IconFileImport size={18} stroke={1.75} aria-hidden="true" />
            <span>
              <span className={classes.name}>A StratML file</span>
              <span className={classes.text}>A plan that was published or exported, as XML.</span>
            </span>
          </button>
        </fieldset>
        <Group className={classes.foot} justify="space-between" gap="xs" wrap="nowrap">
          <span className={classes.where}>In {workspace.name}</span>
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Create the board
            </Button>
          </Group>
        </Group>
      </form>
    </Modal>
  );
}

function TemplateCard({
  template,
  checked,
  onChoose,
}: {
  template: Template;
  checked: boolean;
  onChoose: () => void;
}) {
  const empty = kindsIn(template.kinds).length === 0;
  return (
    <label className={classes.template}>
      <input
        type="radio"
        name="template"
        className={classes.radio}
        checked={checked}
        onChange={onChoose}
      />
      <span className={classes.name}>{empty ? "Blank plan" : template.title}</span>
      <span className={classes.text}>{template.description}</span>
      {!empty && (
        <span className={classes.kinds}>
          <KindCounts counts={template.kinds} bar={false} />
        </span>
      )}
    </label>
  );
}
