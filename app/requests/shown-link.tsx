import { useState } from "react";
import { Button } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

interface ShownLinkProps {
  url: string;
  recipientName: string;
  isMailLocal: boolean;
}

/** The link is selectable text, so it can be copied without the clipboard API. */
export function ShownLink({ url, recipientName, isMailLocal }: ShownLinkProps) {
  const { dataRequest: t } = useMessages();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      document.querySelector<HTMLInputElement>("#shown-link")?.select();
    }
  };
  return (
    <section aria-labelledby="shown-link-title" className="rounded-6 border border-accent bg-accent-tint px-4 py-4">
      <h2 id="shown-link-title" className="text-14 font-semibold">
        {t.linkTitle}
      </h2>
      <p className="mt-1 text-14">{isMailLocal ? t.linkLocal : t.linkText(recipientName)}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <input
          id="shown-link"
          readOnly
          aria-label={t.linkLabel}
          value={url}
          onFocus={(event) => event.target.select()}
          className="min-h-9 min-w-0 grow rounded-6 border border-rule bg-raised px-3 font-mono text-12 touch:min-h-11"
        />
        <Button type="button" variant="secondary" icon="copy" onClick={copy}>
          {isCopied ? t.copied : t.copy}
        </Button>
      </div>
      <p role="status" className="sr-only">
        {isCopied ? t.copied : ""}
      </p>
    </section>
  );
}
