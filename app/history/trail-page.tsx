import { Link, useLocation, useSearchParams } from "@remix-run/react";
import { ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import type { TrailEntryView } from "#app/trail/trail-view.ts";
import { TrailFilterForm, type TrailFilterFormProps } from "./trail-filter-form.tsx";
import { TrailList } from "./trail-list.tsx";
import { TrailTabs } from "./trail-tabs.tsx";

export interface TrailPageProps extends TrailFilterFormProps {
  organizationId: string;
  entries: TrailEntryView[];
  open: number | null;
  /** Entry numbers for paging. Null if there are no more entries. */
  older: number | null;
  newer: number | null;
  head: { sequence: number; hash: string } | null;
}

/** The audit trail with filter and open entry from the address. */
export function TrailPage(props: TrailPageProps) {
  const { organizationId, entries, open, head, isNarrowed } = props;
  const { auditTrail: t } = useMessages();
  const { search } = useLocation();
  const base = `/organizations/${organizationId}/audit-trail`;
  const query = new URLSearchParams(search);
  for (const name of ["before", "after", "open"]) query.delete(name);
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        actions={
          <>
            <ButtonLink to={`${base}/export.csv?${query}`} icon="download" reloadDocument>
              {t.exportCsv}
            </ButtonLink>
            <ButtonLink to={`${base}/export.jsonl?${query}`} icon="download" reloadDocument>
              {t.exportJson}
            </ButtonLink>
          </>
        }
      />
      <TrailTabs organizationId={organizationId} current="all" />
      <PageColumns aside={head && <ChainHead head={head} />}>
        <TrailFilterForm {...props} />
        {entries.length > 0 ? (
          <TrailList entries={entries} open={open} />
        ) : isNarrowed ? (
          <p role="status" className="py-6 text-14 text-muted">
            {t.emptyFiltered}
          </p>
        ) : (
          <EmptyState title={t.empty} reason={t.emptyReason} />
        )}
        <Pages older={props.older} newer={props.newer} />
      </PageColumns>
    </PageBody>
  );
}

function Pages({ older, newer }: { older: number | null; newer: number | null }) {
  const { auditTrail: t } = useMessages();
  const [search] = useSearchParams();
  const hrefOf = (place: Record<string, string>) => {
    const next = new URLSearchParams(search);
    for (const name of ["before", "after", "open"]) next.delete(name);
    for (const [name, value] of Object.entries(place)) next.set(name, value);
    return `?${next}`;
  };
  if (older === null && newer === null) return null;
  return (
    <nav aria-label={t.pages} className="mt-4 flex flex-wrap gap-5 text-14">
      {newer !== null && (
        <>
          <Link to={hrefOf({})} className="text-link">
            {t.newest}
          </Link>
          <Link to={hrefOf({ after: String(newer) })} className="text-link">
            {t.newer}
          </Link>
        </>
      )}
      {older !== null && (
        <Link to={hrefOf({ before: String(older) })} className="text-link">
          {t.older}
        </Link>
      )}
    </nav>
  );
}

/** The end of the chain, for auditors to note. */
function ChainHead({ head }: { head: { sequence: number; hash: string } }) {
  const { auditTrail: t } = useMessages();
  return (
    <Section title={t.headTitle} isAside>
      <dl className="text-14">
        <dt className="text-12 text-muted">{t.headEntries}</dt>
        <dd className="mb-2 text-25 font-semibold tabular-nums">{head.sequence.toLocaleString("en")}</dd>
        <dt className="text-12 text-muted">{t.headHash}</dt>
        <dd>
          <code className="text-12 break-all">{head.hash}</code>
        </dd>
      </dl>
      <div className="mt-3 space-y-2 text-12 text-muted">
        <p>{t.headAbout}</p>
        <p>
          {t.headHow} <code className="break-all">{t.headCommand}</code>
        </p>
        <p>{t.headScope}</p>
      </div>
    </Section>
  );
}
