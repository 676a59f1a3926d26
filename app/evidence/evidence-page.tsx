import { useLocation, useRevalidator, useSearchParams } from "@remix-run/react";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import type { PageWays } from "#app/kit/list-page.ts";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { PageLinks } from "#app/kit/page-links.tsx";
import { Section } from "#app/kit/section.tsx";
import { Tabs } from "#app/kit/tabs.tsx";
import type { EvidencedRecord } from "#app/records/evidenced-record.server.ts";
import { AttachFiles } from "#app/records/files/attach-files.tsx";
import type { EvidenceView, FileOutcome } from "#app/records/files/evidence-view.ts";
import { formatBytes } from "#app/records/files/format-bytes.ts";
import { type EvidenceSource, sourceOptions } from "./evidence-source.ts";
import { EvidenceTable } from "./evidence-table.tsx";
import { FilterForm } from "./filter-form.tsx";
import { LackingRecords } from "./lacking-records.tsx";
import type { Received } from "./receive-evidence.server.ts";
import { SharedFilesNote } from "./shared-files-note.tsx";

export interface EvidencePageProps {
  organizationId: string;
  mayEdit: boolean;
  search: { state: string; sourceId: string; month: string; words: string };
  sources: EvidenceSource[];
  inventories: { id: string; period: Period }[];
  inventory: { id: string; period: Period } | null;
  view: "files" | "lacking";
  /** On their tab. */
  lacking: EvidencedRecord[];
  /** Null where there is no inventory to look at. */
  lackingCount: number | null;
  /** There are more than were counted. */
  isMoreLacking: boolean;
  /** On their tab. */
  files: EvidenceView[];
  page: PageWays;
  isEmpty: boolean;
  used: number;
  quota: number;
  maxBytes: number;
  answer: {
    outcomes: FileOutcome[];
    problem?: Received["problem"] | undefined;
    typed: Received["typed"];
  } | null;
}

/** All files of an organization, and the records that no file proves. */
export function EvidencePage(props: EvidencePageProps) {
  const { organizationId, mayEdit, view, lackingCount, isMoreLacking, isEmpty, used, quota } = props;
  const { evidence: t } = useMessages();
  const { pathname, search } = useLocation();
  const base = `/organizations/${organizationId}`;
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        actions={
          !isEmpty && (
            <ButtonLink to={`${base}/evidence/export.csv${search}`} icon="download" reloadDocument>
              {t.export}
            </ButtonLink>
          )
        }
      />
      <PageColumns
        aside={
          <>
            {mayEdit && <AddFiles {...props} />}
            <p className="text-12 text-muted">{t.usage(formatBytes(used), formatBytes(quota))}</p>
            <SharedFilesNote />
          </>
        }
      >
        <Tabs
          label={t.tabs}
          tabs={[
            { to: pathname, label: t.tabFiles, isCurrent: view === "files" },
            {
              to: `${pathname}?view=lacking`,
              label: `${t.tabLacking}${lackingCount === null ? "" : ` (${lackingCount.toLocaleString("en")}${isMoreLacking ? "+" : ""})`}`,
              isCurrent: view === "lacking",
            },
          ]}
        />
        <div className="mt-5">{view === "lacking" ? <Lacking {...props} /> : <Files {...props} />}</div>
      </PageColumns>
    </PageBody>
  );
}

function Files({ organizationId, mayEdit, isEmpty, files, page, search, ...props }: EvidencePageProps) {
  const { evidence: t } = useMessages();
  if (isEmpty && search.state !== "erased" && search.words === "")
    return <EmptyState title={t.emptyTitle} reason={t.emptyReason} />;
  return (
    <>
      <FilterForm
        search={search}
        sources={props.sources}
        inventories={props.inventories}
        inventory={props.inventory}
        hasFiles
      />
      {files.length === 0 ? (
        <p className="py-6 text-14 text-muted">{t.emptyFiltered}</p>
      ) : (
        <EvidenceTable base={`/organizations/${organizationId}`} files={files} mayEdit={mayEdit} />
      )}
      <PageLinks {...page} />
    </>
  );
}

function Lacking({
  organizationId,
  inventories,
  inventory,
  lacking,
  lackingCount,
  isMoreLacking,
  page,
  search,
  sources,
  mayEdit,
}: EvidencePageProps) {
  const { evidence: t } = useMessages();
  const base = `/organizations/${organizationId}`;
  if (!inventory || lackingCount === null) {
    return (
      <EmptyState
        title={t.tabLacking}
        reason={t.noInventory}
        action={<ButtonLink to={`${base}/inventories`}>{t.openInventory}</ButtonLink>}
      />
    );
  }
  const counted = lackingCount.toLocaleString("en");
  return (
    <>
      <FilterForm search={search} sources={sources} inventories={inventories} inventory={inventory} hasFiles={false} />
      {lackingCount === 0 ? (
        <p className="py-6 text-14 text-muted">{t.lackingNone}</p>
      ) : (
        <>
          <p className="mb-4 text-14">
            {t.lackingAbout(isMoreLacking ? t.moreThan(counted) : counted, printPeriodText(inventory.period))}
          </p>
          <LackingRecords base={base} records={lacking} sources={sources} mayEdit={mayEdit} />
        </>
      )}
      <PageLinks {...page} />
    </>
  );
}

function AddFiles({ organizationId, sources, maxBytes, answer }: EvidencePageProps) {
  const { evidence: t } = useMessages();
  const locale = useLocale();
  const { revalidate } = useRevalidator();
  const [search] = useSearchParams();
  const page = `/organizations/${organizationId}/evidence`;
  return (
    <Section title={t.attachTitle}>
      <div className="mt-3">
        <AttachFiles
          action={`${page}?${search}`}
          jsonAddress={`${page}/files.json`}
          maxBytes={maxBytes}
          outcomes={answer?.outcomes ?? []}
          problem={answer?.problem && t[answer.problem]}
          looseBase={page}
          onAnswer={revalidate}
        >
          <TextField
            label={t.periodLabel}
            name="period"
            hint={t.periodHint}
            maxLength={40}
            defaultValue={answer?.typed.period ?? ""}
            error={answer?.problem === "periodInvalid" ? t.periodInvalid : undefined}
          />
          <SelectField
            label={t.periodSource}
            name="sourceId"
            placeholder={t.anySource}
            defaultValue={answer?.typed.sourceId ?? ""}
            options={sourceOptions(sources, locale)}
          />
        </AttachFiles>
      </div>
    </Section>
  );
}
