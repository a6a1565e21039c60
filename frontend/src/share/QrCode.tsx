import { useMemo } from "react";
import classes from "./QrCode.module.css";
import { QrImage } from "./QrImage";
import { encodeQr } from "./qr";

/** A text as a QR code to show to a room. */
export default function QrCode({ text, label }: { text: string; label: string }) {
  const code = useMemo(() => encodeQr(text), [text]);
  if (!code) return <p className={classes.none}>This link is too long for a QR code.</p>;
  return (
    <figure className={classes.figure}>
      <QrImage code={code} label={label} className={classes.code} />
      <figcaption className={classes.caption}>
        Show it to the room: people scan it and are in.
      </figcaption>
    </figure>
  );
}
