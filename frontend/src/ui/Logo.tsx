import classes from "./Logo.module.css";

/** The mark: a hall's arch, and in it the outline of a plan. */
export function LogoMark({ size = 24 }: { size?: number }) {
  return (
    <svg className={classes.mark} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect className={classes.tile} width="32" height="32" rx="8" />
      <path className={classes.arch} d="M7.5 24.5v-9a8.5 8.5 0 0 1 17 0v9" />
      <path className={classes.lines} d="M12.5 15.5h7M15 20h4.5M15 24.5h4.5" />
    </svg>
  );
}

/** Mark and word. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <span className={classes.logo}>
      <LogoMark size={size} />
      <span className={classes.word} style={{ fontSize: size * 0.7 }}>
        Planhall
      </span>
    </span>
  );
}
