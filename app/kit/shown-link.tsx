import { useId, useRef, useState } from "react";
import { Button } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

interface ShownLinkProps {
  url: string;
  label: string;
  /** To where it was sent, and what its holder can do. */
  about: string;
}

/** A new link, shown once. It is selectable text, so it can be copied without the clipboard API. */
export function ShownLink({ url, label, about }: ShownLinkProps) {
  const { common } = useMessages();
  const [isCopied, setCopied] = useState(false);
  const shown = useRef<HTMLInputElement>(null);
  const title = useId();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      shown.current?.select();
    }
  };
  return (
    <section aria-labelledby={title} className="rounded-6 border border-accent bg-accent-tint px-4 py-4">
      <h2 id={title} className="text-14 font-semibold">
        {common.shownOnce}
      </h2>
      <p className="mt-1 text-14">{about}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <input
          ref={shown}
          readOnly
          aria-label={label}
          value={url}
          onFocus={(event) => event.target.select()}
          className="min-h-9 min-w-0 grow rounded-6 border border-rule bg-raised px-3 font-mono text-12 touch:min-h-11"
        />
        <Button type="button" variant="secondary" icon="copy" onClick={copy}>
          {isCopied ? common.copied : common.copyLink}
        </Button>
      </div>
      <p role="status" className="sr-only">
        {isCopied ? common.copied : ""}
      </p>
    </section>
  );
}
