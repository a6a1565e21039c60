import classes from "./Page.module.css";

/** What is collected, told to those whom it is about. */
export function WhatIsCounted() {
  return (
    <dl className={classes.terms}>
      <div>
        <dt>Wrote</dt>
        <dd>
          Each minute in which somebody wrote in the plan, and each note of a session once it is
          revealed with names. Notes without names count for nobody.
        </dd>
      </div>
      <div>
        <dt>Commented</dt>
        <dd>Comments, reactions and suggestions.</dd>
      </div>
      <div>
        <dt>Voted</dt>
        <dd>That somebody voted, once the vote is closed. Never what, never when.</dd>
      </div>
      <div>
        <dt>Decided</dt>
        <dd>Decisions written down, and suggestions accepted or declined.</dd>
      </div>
      <div>
        <dt>Two-way</dt>
        <dd>
          What answers somebody: replies, reactions, votes, decided suggestions, and what is said
          about an item that somebody else made. All else is one-way.
        </dd>
      </div>
      <div>
        <dt>Who sees it</dt>
        <dd>
          Everyone on the board sees sums and groups; what fewer than three people did is put among
          “Others”. Facilitators and owners also see people, but for those who turned that off.
        </dd>
      </div>
    </dl>
  );
}
