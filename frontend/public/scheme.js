// Runs before the first paint, so that nobody sees a flash of the other colour scheme.
(() => {
  let chosen = "auto";
  try {
    const stored = localStorage.getItem("planhall-color-scheme");
    if (stored === "light" || stored === "dark") chosen = stored;
  } catch {
    // Storage is closed to us: follow the system.
  }
  const scheme =
    chosen === "auto"
      ? matchMedia("(prefers-color-scheme: dark)").matches
        ? "dark"
        : "light"
      : chosen;
  const root = document.documentElement;
  root.setAttribute("data-mantine-color-scheme", scheme);
  root.style.colorScheme = scheme;
})();
