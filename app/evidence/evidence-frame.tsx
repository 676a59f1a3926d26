import { useRevalidator, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { MOST_COUNTED } from "#app/kit/key-page.ts";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { Tabs } from "#app/kit/tabs.tsx";
import { AttachFiles } from "#app/records/files/attach-files.tsx";
import type { FileOutcome } from "#app/records/files/evidence-view.ts";
import { formatBytes } from "#app/records/files/format-bytes.ts";
import type { readEvidenceFrame } from "./evidence-frame.server.ts";
import { sourceOptions } from "./evidence-source.ts";
import type { Received } from "./receive-evidence.server.ts";
import { SharedFilesNote } from "./shared-files-note.tsx";

interface UploadAnswer {
  outcomes: FileOutcome[];
  problem?: Received["problem"] | undefined;
  typed: Received["typed"];
}

interface EvidenceFrameProps extends Awaited<ReturnType<typeof readEvidenceFrame>> {
  view: "files" | "bills" | "lacking";
  mayEdit: boolean;
  answer?: UploadAnswer | null;
  actions?: ReactNode;
  children: ReactNode;
}

/** The files of an organization and the records without evidence, both with an upload form. */
export function EvidenceFrame(props: EvidenceFrameProps) {
  const { organizationId, view, mayEdit, inventory, lackingCount, used, quota, actions, children } = props;
  const { evidence: t } = useMessages();
  const base = `/organizations/${organizationId}/evidence`;
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} actions={actions} />
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
            { to: base, label: t.tabFiles, isCurrent: view === "files" },
            ...(mayEdit ? [{ to: `${base}/bills`, label: t.tabBills, isCurrent: view === "bills" }] : []),
            {
              to: `${base}/lacking${inventory ? `?inventory=${inventory.id}` : ""}`,
              label: lackingCount === null ? t.tabLacking : `${t.tabLacking} (${printCount(lackingCount)})`,
              isCurrent: view === "lacking",
            },
          ]}
        />
        <div className="mt-5">{children}</div>
      </PageColumns>
    </PageBody>
  );
}

/** A count that ends at the limit plus one is shown as "more than". */
function printCount(count: number): string {
  return count > MOST_COUNTED ? `${MOST_COUNTED.toLocaleString("en")}+` : count.toLocaleString("en");
}

function AddFiles({ organizationId, sources, maxBytes, answer }: EvidenceFrameProps) {
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
