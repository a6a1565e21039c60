import { type QrMatrix, qrPath } from "./qr";

const QUIET = 4;

/** A QR code with its quiet zone, dark on white in both schemes, as readers expect it. */
export function QrImage({
  code,
  label,
  className,
}: {
  code: QrMatrix;
  label: string;
  className?: string;
}) {
  const size = code.length + 2 * QUIET;
  return (
    <svg
      role="img"
      aria-label={label}
      className={className}
      viewBox={`${-QUIET} ${-QUIET} ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect x={-QUIET} y={-QUIET} width={size} height={size} fill="#ffffff" />
      <path d={qrPath(code)} fill="#101515" />
    </svg>
  );
}
