import { Link } from "@remix-run/react";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";

const CHOICES = ["nothing", "names", "inputs"] as const;

interface WithholdFieldProps {
  base: string;
  runId: string;
  /** How many sources are marked as confidential. */
  sources: number;
  chosen: string | undefined;
}

/** At issue: what the public copy keeps back of confidential sources, and the way to see it as a buyer will. */
export function WithholdField({ base, runId, sources, chosen }: WithholdFieldProps) {
  const { withholding } = useMessages();
  const t = withholding.issue;
  if (sources === 0) {
    return (
      <p className="max-w-160 text-14 text-muted">
        {t.none}
        <SentenceGap />
        <Link className="text-link" to={`${base}/sources`}>
          {t.openSources}
        </Link>
      </p>
    );
  }
  return (
    <div className="max-w-160 space-y-2">
      <ChoiceField
        label={t.legend}
        name="withhold"
        hint={t.sources(sources)}
        defaultValue={chosen ?? "nothing"}
        choices={CHOICES.map((value) => ({ value, label: t.choices[value], text: t.about[value] }))}
      />
      <p className="text-12 text-muted">{t.limits}</p>
      <p className="text-14">
        <Link className="text-link" to={`${base}/reports/buyers-view?run=${runId}&withhold=inputs`}>
          {t.preview}
        </Link>
      </p>
    </div>
  );
}
