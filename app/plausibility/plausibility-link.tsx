import { Link } from "@remix-run/react";
import { useMessages } from "#app/kit/i18n-context.tsx";

/** The way to the checks from a side column. */
export function PlausibilityLink({ base }: { base: string }) {
  const { plausibility: t } = useMessages();
  return (
    <p className="border-t border-line pt-2.5 text-12 text-muted">
      <Link
        to={`${base}/reports/plausibility`}
        className="block text-14 font-semibold text-ink no-underline hover:underline"
      >
        {t.toChecks}
      </Link>
      {t.toChecksText}
    </p>
  );
}
