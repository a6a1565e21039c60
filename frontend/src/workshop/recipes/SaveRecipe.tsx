import { Button, Group, Modal, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { formErrors } from "@/account/form";
import { recipeStep, totalMinutes } from "../agenda/agenda";
import { useSaveRecipe } from "../api";
import type { Activity } from "../types";
import { minutesText, plural } from "../words";
import classes from "./Recipes.module.css";

interface Given {
  onClose(): void;
  workspace: string;
  /** What it is called until one says otherwise. */
  title: string;
  activities: readonly Activity[];
}

/** Keep an agenda as a recipe for everyone in the workspace. */
export function SaveRecipe({ opened, ...given }: Given & { opened: boolean }) {
  return (
    <Modal opened={opened} onClose={given.onClose} title="Save as a recipe" size={440}>
      <RecipeForm {...given} />
    </Modal>
  );
}

// Apart from the dialog, so that it starts anew each time that is opened.
function RecipeForm({ onClose, workspace, title: given, activities }: Given) {
  const save = useSaveRecipe(workspace);
  const [title, setTitle] = useState(given);
  const [description, setDescription] = useState("");
  const [errors, setErrors] = useState<{ title?: string; description?: string; form?: string }>({});

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() === "") return setErrors({ title: "Enter a name." });
    try {
      await save.mutateAsync({
        title: title.trim(),
        description: description.trim(),
        activities: activities.map(recipeStep),
      });
      notifications.show({ message: `“${title.trim()}” is among your workspace's recipes` });
      onClose();
    } catch (refusal) {
      const { fields, form } = formErrors(refusal, ["title", "description"]);
      setErrors({ ...fields, form: form ?? undefined });
    }
  };

  return (
    <form noValidate onSubmit={(event) => void onSubmit(event)}>
      <TextInput
        data-autofocus
        label="Name"
        maxLength={200}
        value={title}
        error={errors.title}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setTitle(event.currentTarget.value);
          setErrors({});
        }}
      />
      <Textarea
        mt="md"
        label="What it is for"
        placeholder="When one would use it"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        value={description}
        error={errors.description}
        onChange={(event) => {
          setDescription(event.currentTarget.value);
          setErrors({});
        }}
      />
      <p className={classes.saved}>
        {plural(activities.length, "step")}, {minutesText(totalMinutes(activities))}. Everyone in
        the workspace can use it. Parts of this plan are left out.
      </p>
      {errors.form && (
        <p className={classes.error} role="alert">
          {errors.form}
        </p>
      )}
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={save.isPending}>
          Save the recipe
        </Button>
      </Group>
    </form>
  );
}
