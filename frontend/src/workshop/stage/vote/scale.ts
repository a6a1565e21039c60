/** The highest score, where the vote does not say. */
export const USUAL_SCORE = 5;
