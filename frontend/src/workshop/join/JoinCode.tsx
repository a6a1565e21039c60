import { Button } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useEffect, useMemo, useState } from "react";
import { QrImage } from "@/share/QrImage";
import { encodeQr } from "@/share/qr";
import { copyText } from "@/ui";
import { codeAddress, typedAddress } from "./code";
import classes from "./JoinCode.module.css";

/**
 * How people get in: a code to scan, and the same to type. On a `screen`, a projector's, it is large;
 * a `strip` of one leaves room for more.
 */
export function JoinCode({
  code,
  look = "panel",
}: {
  code: string;
  look?: "panel" | "screen" | "strip";
}) {
  const address = codeAddress(code);
  const qr = useMemo(() => encodeQr(address), [address]);
  return (
    <section className={classes.join} data-look={look} aria-label="How to join">
      {qr && <QrImage code={qr} label={`QR code of ${address}`} className={classes.qr} />}
      <div className={classes.words}>
        <p className={classes.where}>
          Scan it, or go to <strong>{typedAddress()}</strong>
        </p>
        <p className={classes.code}>
          <span className={classes.hidden}>Code </span>
          {code}
        </p>
        {look === "panel" && <CopyAddress address={address} />}
      </div>
    </section>
  );
}

function CopyAddress({ address }: { address: string }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => setCopied(null), 2500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      variant="default"
      size="compact-md"
      leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
      onClick={() => void copyText(address).then(setCopied)}
    >
      <span aria-live="polite">
        {copied === null ? "Copy the link" : copied ? "Copied" : "Not copied"}
      </span>
    </Button>
  );
}
