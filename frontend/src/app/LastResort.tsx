import { Component, type ReactNode } from "react";
import classes from "./LastResort.module.css";

/** What is left when even the shell fails: plain markup that needs no provider. */
export class LastResort extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main className={classes.root}>
        <h1>Something went wrong</h1>
        <p>
          That is our mistake, not yours. What you wrote on a board is kept in this browser and on
          the server.
        </p>
        <button type="button" onClick={() => window.location.reload()}>
          Reload the page
        </button>
      </main>
    );
  }
}
