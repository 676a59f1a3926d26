import { Link } from "@remix-run/react";
import { useEffect, useState } from "react";
import { Button } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { forgetLedger, type KeptLedger, readKeptLedger } from "./kept-ledger.ts";

/** Null until the browser was asked, and without a kept file. */
export function useKeptLedger(): [KeptLedger | null, () => void] {
  const [kept, setKept] = useState<KeptLedger | null>(null);
  useEffect(() => setKept(readKeptLedger()), []);
  return [
    kept,
    () => {
      forgetLedger();
      setKept(null);
    },
  ];
}

interface KeptLedgerNoteProps {
  kept: KeptLedger;
  onUse: () => void;
  onForget: () => void;
}

/** Offers the file of the estimate before sign-up. Only a click takes it. */
export function KeptLedgerNote({ kept, onUse, onForget }: KeptLedgerNoteProps) {
  const { kept: t } = useMessages().activityImport;
  return (
    <section aria-label={t.title} className="max-w-3xl rounded-6 bg-accent-tint px-4 py-3 text-14">
      <p className="font-semibold break-words">{t.title}</p>
      <p className="mt-1">{t.about(kept.name)}</p>
      <p className="mt-3 flex flex-wrap gap-3">
        <Button type="button" size="row" onClick={onUse}>
          {t.use}
        </Button>
        <Button type="button" size="row" variant="secondary" onClick={onForget}>
          {t.forget}
        </Button>
      </p>
    </section>
  );
}

/** On a page before the import: the kept file waits there. */
export function KeptLedgerLink({ to }: { to: string }) {
  const { kept: t } = useMessages().activityImport;
  const [kept] = useKeptLedger();
  if (!kept) return null;
  return (
    <p className="mb-6 max-w-3xl rounded-6 bg-accent-tint px-4 py-3 text-14 break-words">
      {t.startNote(kept.name)}{" "}
      <Link className="text-link" to={to}>
        {t.toImport}
      </Link>
    </p>
  );
}
