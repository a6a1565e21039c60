/**
 * Fetch the code of the board page when the browser has nothing else to do, so that the first board
 * opens at once. For an effect: returns what calls it off.
 */
export function preloadBoardPage(): () => void {
  const load = () => {
    // A failure shows itself when a board is opened.
    import("./BoardRoute").catch(() => undefined);
  };
  if (savesData()) return () => {};
  if ("requestIdleCallback" in window) {
    const id = requestIdleCallback(load, { timeout: 4000 });
    return () => cancelIdleCallback(id);
  }
  const timer = setTimeout(load, 1500);
  return () => clearTimeout(timer);
}

function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
