interface Props {
  /** From 0 to 1. */
  part: number;
}

/** How much of a file has left; then the server reads it. */
export function ProgressBar({ part }: Props) {
  const percent = Math.round(part * 100);
  const text = percent < 100 ? `Sending, ${percent} %` : 'Sent. The server is reading it.';
  return (
    <div className="flex flex-col gap-1.5">
      <div
        role="progressbar"
        aria-label="Import"
        aria-valuenow={percent}
        className="h-2 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width]"
          style={{ width: `${percent}%` }}
        />
      </div>
      <p role="status" className="text-small text-muted">
        {text}
      </p>
    </div>
  );
}
