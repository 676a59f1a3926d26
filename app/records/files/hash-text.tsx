import { useEffect, useState } from "react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";

const SHOWN = 12;
const SAID_MS = 2000;

/** The start of a hash with the full value as a tooltip, and a copy button if JavaScript is available. */
export function HashText({ sha256, name }: { sha256: string; name: string }) {
  const { evidence: t, common } = useMessages();
  const [isReady, setReady] = useState(false);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => setReady(Boolean(navigator.clipboard)), []);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <code className="text-12 text-muted" title={sha256}>
        {sha256.slice(0, SHOWN)}…
      </code>
      {isReady && (
        <button
          type="button"
          aria-label={t.copyHash(name)}
          className="inline-flex size-6 items-center justify-center rounded-6 text-accent hover:bg-neutral-tint touch:size-11"
          onClick={() => navigator.clipboard.writeText(sha256).then(() => setCopied(true))}
        >
          <Icon name={isCopied ? "check" : "copy"} size={14} />
        </button>
      )}
      <span role="status" className="sr-only">
        {isCopied ? common.copied : ""}
      </span>
    </span>
  );
}
