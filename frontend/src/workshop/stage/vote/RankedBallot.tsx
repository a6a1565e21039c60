import { ActionIcon } from "@mantine/core";
import { IconGripVertical, IconPlus, IconX } from "@tabler/icons-react";
import { useReorder } from "@/item/plan/useReorder";
import classes from "./Ballot.module.css";
import { rankAt, rankedIn, ranking } from "./ballot";
import type { BallotProps } from "./options";

/** The options in one's own order, the first choice first. Not all of them need a place. */
export function RankedBallot({ options, choices, readOnly, onEdit }: BallotProps) {
  const ids = options.map(({ id }) => id);
  const order = rankedIn(choices, ids);
  const titleOf = (id: string) => options.find((option) => option.id === id)?.title ?? "";
  const rest = options.filter(({ id }) => !order.includes(id));

  const put = (id: string, place: number) =>
    onEdit((now) => ranking(rankAt(rankedIn(now, ids), id, place)));
  const { shown, dragged, handle } = useReorder(order, (id, { before }) => {
    const others = order.filter((one) => one !== id);
    put(id, before === undefined ? others.length : others.indexOf(before));
  });

  return (
    <>
      <p className={classes.caption} id="ranked-caption">
        Your order
      </p>
      {shown.length === 0 ? (
        <p className={classes.hint}>Press your first choice below, then the next one.</p>
      ) : (
        <ol className={classes.list} data-reorder aria-labelledby="ranked-caption">
          {shown.map((id, index) => (
            <li
              key={id}
              data-id={id}
              className={classes.option}
              data-chosen
              data-dragged={dragged === id || undefined}
            >
              {!readOnly && (
                <button
                  type="button"
                  className={classes.handle}
                  aria-label={`Place ${index + 1}: ${titleOf(id)}. Arrow keys move it`}
                  {...handle(id)}
                >
                  <IconGripVertical size={16} />
                </button>
              )}
              <span className={classes.rank} aria-hidden="true">
                {index + 1}
              </span>
              <span className={classes.title}>{titleOf(id)}</span>
              {!readOnly && (
                <ActionIcon
                  size={36}
                  aria-label={`Take ${titleOf(id)} out of your order`}
                  onClick={() =>
                    onEdit((now) => ranking(rankedIn(now, ids).filter((one) => one !== id)))
                  }
                >
                  <IconX size={16} />
                </ActionIcon>
              )}
            </li>
          ))}
        </ol>
      )}
      {rest.length > 0 && (
        <>
          <p className={classes.caption} id="unranked-caption">
            Without a place
          </p>
          <ul className={classes.list} aria-labelledby="unranked-caption">
            {rest.map(({ id, title }) => (
              <li key={id}>
                <button
                  type="button"
                  className={classes.add}
                  disabled={readOnly}
                  aria-label={`${title}: make it number ${order.length + 1}`}
                  onClick={() => put(id, order.length)}
                >
                  <IconPlus size={16} />
                  {title}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
