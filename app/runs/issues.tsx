import { Link } from "@remix-run/react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

/** An issue as it comes over the wire. */
export interface ShownIssue {
  code: string;
  activity: string;
  pointer: string;
  detail?: Record<string, string> | undefined;
  recordId: string | null;
}

interface IssuesProps {
  base: string;
  inventoryId: string;
  run: { issueCount: number; issues: ShownIssue[] };
}

/** What keeps a run from having totals, each with the way to its record. */
export function Issues({ base, run, inventoryId }: IssuesProps) {
  const { inventory: t, carbon } = useMessages();
  return (
    <Section id="issues" title={t.issuesTitle} count={run.issueCount}>
      <p className="mt-3 max-w-160 text-14 text-muted">{t.issuesAbout}</p>
      <ul className="mt-3 divide-y divide-line">
        {run.issues.map((issue) => (
          <li
            key={`${issue.activity} ${issue.code} ${issue.pointer}`}
            className="flex flex-wrap gap-x-4 gap-y-1 py-2.5 text-14"
          >
            <span className="w-14 shrink-0 font-medium tabular-nums">{issue.activity}</span>
            <span className="min-w-0 grow basis-80">
              {issue.detail?.source && <span className="font-medium">{issue.detail.source}. </span>}
              {carbon.describeProblem(issue.code, issue.detail ?? {})}
            </span>
            {issue.recordId && (
              <Link className="text-link" to={`${base}/activities?inventory=${inventoryId}&record=${issue.recordId}`}>
                {t.openRecord}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
