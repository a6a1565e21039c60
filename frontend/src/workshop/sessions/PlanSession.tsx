import { Button, TextInput } from "@mantine/core";
import { IconCompass, IconFile } from "@tabler/icons-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { formErrors } from "@/account/form";
import { type Board, explain } from "@/api";
import { usePlan } from "@/session";
import { roleCan, roleName } from "@/share/roles";
import { RowSkeletons } from "@/ui";
import { type SessionWish, useCreateSession, useRecipes } from "../api";
import { RecipePreview, recipeTime } from "../recipes/RecipePreview";
import { guidedRecipe, isGuided, sorted } from "../recipes/recipe";
import type { Recipe, Session } from "../types";
import { BackButton } from "./BackButton";
import classes from "./Sessions.module.css";

type JoinRole = NonNullable<SessionWish["join_as"]>;

const JOIN_ROLES: readonly JoinRole[] = ["editor", "commenter", "viewer"];
const EMPTY = "empty";

/** Planning a session: what it is called, what its agenda starts from, and what people may do. */
export function PlanSession({
  board,
  guided,
  onBack,
  onPlanned,
}: {
  board: Board;
  /** Start from the guided first session. */
  guided: boolean;
  onBack(): void;
  onPlanned(session: Session): void;
}) {
  const create = useCreateSession(board.id);
  const recipes = useRecipes(board.workspace?.id ?? null);
  const isNew = usePlan().items.size === 0;
  const [title, setTitle] = useState("");
  const [picked, setPicked] = useState<string | null>(null);
  const [joinAs, setJoinAs] = useState<JoinRole>("editor");
  const [errors, setErrors] = useState<{ title?: string; form?: string }>({});

  const first = guidedRecipe(recipes.data);
  const usual = (guided || isNew) && first ? first.id : EMPTY;
  const from = picked ?? usual;
  const recipe = recipes.data?.find(({ id }) => id === from) ?? null;
  const usualTitle = recipe?.title ?? "Workshop";

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setErrors({});
    try {
      const session = await create.mutateAsync({
        title: title.trim() || usualTitle,
        join_as: joinAs,
        ...(recipe ? { recipe: recipe.id } : {}),
      });
      onPlanned(session);
    } catch (refusal) {
      const { fields, form } = formErrors(refusal, ["title"]);
      setErrors({ title: fields.title, form: form ?? undefined });
    }
  };

  return (
    <form noValidate className={classes.plan} onSubmit={(event) => void onSubmit(event)}>
      <div className={classes.viewHead}>
        <BackButton onBack={onBack} />
        <h3 className={classes.viewTitle}>Plan a session</h3>
      </div>
      <div className={classes.planBody}>
        <div className={classes.planForm}>
          <TextInput
            data-first-focus
            label="Title"
            placeholder={usualTitle}
            maxLength={200}
            size="md"
            value={title}
            error={errors.title}
            onChange={(event) => {
              setTitle(event.currentTarget.value);
              setErrors({});
            }}
          />
          <fieldset className={classes.starts}>
            <legend className={classes.legend}>Start from</legend>
            {first && (
              <Start
                value={first.id}
                from={from}
                onPick={setPicked}
                featured
                icon={<IconCompass size={20} stroke={1.75} aria-hidden="true" />}
                title={first.title}
                time={recipeTime(first)}
                text="Guided, for a group's first plan: mission first, tools last."
              />
            )}
            <Start
              value={EMPTY}
              from={from}
              onPick={setPicked}
              icon={<IconFile size={18} stroke={1.75} aria-hidden="true" />}
              title="An empty agenda"
              text="You put the activities together yourself."
            />
            <Recipes
              recipes={recipes.data}
              error={recipes.isError ? recipes.error : null}
              onRetry={() => void recipes.refetch()}
              from={from}
              onPick={setPicked}
            />
          </fieldset>
          <fieldset className={classes.starts}>
            <legend className={classes.legend}>Who joins by the code</legend>
            <div className={classes.roles}>
              {JOIN_ROLES.map((role) => (
                <label key={role} className={classes.role}>
                  <input
                    type="radio"
                    name="join-as"
                    className={classes.radio}
                    checked={joinAs === role}
                    onChange={() => setJoinAs(role)}
                  />
                  <span className={classes.startTitle}>{roleName(role)}</span>
                  <span className={classes.startText}>{joinCan(role)}</span>
                </label>
              ))}
            </div>
            <p className={classes.roleNote}>Whoever has a role on this board already keeps it.</p>
          </fieldset>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys */}
        <section className={classes.planPreview} tabIndex={0} aria-label="What it starts from">
          {recipe ? (
            <RecipePreview recipe={recipe} />
          ) : (
            <p className={classes.nothing}>
              The agenda starts empty. You can add activities one by one, or all steps of a recipe,
              now and while the session is on.
            </p>
          )}
        </section>
      </div>
      <div className={classes.planFoot}>
        {errors.form && (
          <p className={classes.error} role="alert">
            {errors.form}
          </p>
        )}
        <Button variant="default" onClick={onBack}>
          Cancel
        </Button>
        <Button type="submit" loading={create.isPending}>
          Plan the session
        </Button>
      </div>
    </form>
  );
}

/** In a session one also takes part in the activities, unless one only watches. */
function joinCan(role: JoinRole): string {
  if (role === "viewer") return "Can read the plan and watch";
  return `${roleCan(role)}, write notes and vote`;
}

function Recipes({
  recipes,
  error,
  onRetry,
  from,
  onPick,
}: {
  recipes: readonly Recipe[] | undefined;
  error: unknown;
  onRetry(): void;
  from: string;
  onPick(value: string): void;
}) {
  if (!recipes && error) {
    return (
      <p role="alert" className={classes.failed}>
        {explain(error).title}. You can start with an empty agenda, or{" "}
        <button type="button" onClick={onRetry}>
          load the recipes again
        </button>
        .
      </p>
    );
  }
  if (!recipes) return <RowSkeletons label="Loading the recipes" count={3} />;
  const { own, builtin } = sorted(recipes);
  return [...own, ...builtin.filter((recipe) => !isGuided(recipe))].map((recipe) => (
    <Start
      key={recipe.id}
      value={recipe.id}
      from={from}
      onPick={onPick}
      title={recipe.title}
      time={recipeTime(recipe)}
      text={recipe.description}
      mark={recipe.builtin ? undefined : "Your workspace's own"}
    />
  ));
}

function Start({
  value,
  from,
  onPick,
  title,
  time,
  text,
  icon,
  mark,
  featured = false,
}: {
  value: string;
  from: string;
  onPick(value: string): void;
  title: string;
  time?: string;
  text: string;
  icon?: ReactNode;
  mark?: string;
  featured?: boolean;
}) {
  return (
    <label className={classes.start} data-featured={featured || undefined}>
      <input
        type="radio"
        name="start-from"
        className={classes.radio}
        checked={from === value}
        onChange={() => onPick(value)}
      />
      {icon}
      <span className={classes.startWords}>
        <span className={classes.startTitle}>
          {title}
          {mark && <span className={classes.mark}>{mark}</span>}
        </span>
        <span className={classes.startText}>{text}</span>
      </span>
      {time && <span className={classes.startTime}>{time}</span>}
    </label>
  );
}
