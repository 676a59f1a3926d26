import { useId, useRef, useState } from "react";
import { Button } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

interface CopyTextProps {
  label: string;
  text: string;
  /** Short enough to type, so without a button. */
  isPlain?: boolean;
}

/** A text to paste elsewhere, with a button. Without the clipboard API, the button selects the text. */
export function CopyText({ label, text, isPlain = false }: CopyTextProps) {
  const { identity: t, common } = useMessages();
  const [isCopied, setCopied] = useState(false);
  const shown = useRef<HTMLPreElement>(null);
  const id = useId();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      if (shown.current) document.getSelection()?.selectAllChildren(shown.current);
    }
  };
  return (
    <div className="grid gap-x-4 gap-y-1 md:grid-cols-[5rem_minmax(0,1fr)]">
      <dt id={id} className="pt-2 text-12 text-muted">
        {label}
      </dt>
      <dd className="flex min-w-0 flex-wrap items-start gap-2">
        <pre
          ref={shown}
          className="min-h-9 min-w-0 grow rounded-6 border border-rule bg-raised px-3 py-2 font-mono text-12 whitespace-pre-wrap wrap-anywhere"
        >
          {text}
        </pre>
        {!isPlain && (
          <Button type="button" variant="secondary" icon="copy" onClick={copy} aria-label={t.copyOf(label)}>
            {isCopied ? common.copied : t.copy}
          </Button>
        )}
        <span role="status" className="sr-only">
          {isCopied ? common.copied : ""}
        </span>
      </dd>
    </div>
  );
}
