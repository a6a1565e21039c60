/** “3 open comments”, as rows and buttons say it. */
export function openComments(count: number): string {
  return `${count} open ${count === 1 ? "comment" : "comments"}`;
}
