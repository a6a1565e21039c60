import "./ui/mantine.css";
import "./styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { reloadOnMissingChunk } from "./app/chunks";
import { registerServiceWorker } from "./app/serviceWorker";

reloadOnMissingChunk();
registerServiceWorker();

const root = document.getElementById("root");
if (!root) throw new Error("no #root in index.html");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
