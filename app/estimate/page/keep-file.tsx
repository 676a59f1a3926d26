import { useState } from "react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Button, buttonClasses } from "#app/kit/plain-button.tsx";
import { forgetLedger, keepLedger, MOST_KEPT_BYTES } from "#app/records/import/kept-ledger.ts";

interface KeepFileProps {
  file: { name: string; bytes: Uint8Array; isSample: boolean } | null;
}

/** Keeps the file in this browser, on a click, for the import after sign-up. */
export function KeepFile({ file }: KeepFileProps) {
  const { keep: t } = useMessages().estimate;
  const [state, setState] = useState<"none" | "kept" | "failed" | "forgotten">("none");
  if (!file) return null;
  const isLarge = file.bytes.length > MOST_KEPT_BYTES;
  return (
    <section aria-label={t.title} className="mt-10 max-w-160 rounded-6 border border-line bg-surface px-6 py-5 text-14">
      <h2 className="text-16 font-semibold">{t.title}</h2>
      <p className="mt-1 text-muted">{file.isSample ? t.sampleAbout : isLarge ? t.tooLarge : t.about}</p>
      <p className="mt-4 flex flex-wrap items-center gap-3">
        {!file.isSample && !isLarge && state !== "kept" && (
          <Button type="button" onClick={() => setState(keepLedger(file) ? "kept" : "failed")}>
            {t.button}
          </Button>
        )}
        {state === "kept" && (
          <Button
            type="button"
            variant="secondary"
            onClick={() => {
              forgetLedger();
              setState("forgotten");
            }}
          >
            {t.forget}
          </Button>
        )}
        <a href="/sign-up" className={buttonClasses({ variant: state === "kept" ? "primary" : "secondary" })}>
          {t.signUp}
        </a>
      </p>
      <p role="status" className={state === "none" ? "sr-only" : "mt-3"}>
        {state !== "none" && t[state]}
      </p>
    </section>
  );
}
