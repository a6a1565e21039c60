import type { Choices } from "./ballot";

/** Something that is voted on. */
export interface Option {
  id: string;
  title: string;
}

/** What a ballot of any method is given. */
export interface BallotProps {
  options: readonly Option[];
  choices: Choices;
  /** Whether it can only be read: the vote is closed, or one only watches. */
  readOnly: boolean;
  onEdit(edit: (choices: Choices) => Choices): void;
}
