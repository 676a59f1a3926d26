import { Form } from "@remix-run/react";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { ButtonLink } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { TextField } from "#app/kit/field.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import type { EvidenceFile } from "#app/records/evidence-file.server.ts";
import { ScanChip } from "#app/records/files/evidence-files.tsx";
import type { EvidenceView } from "#app/records/files/evidence-view.ts";
import { formatBytes } from "#app/records/files/format-bytes.ts";
import { AttachMany, type OfferedRecords } from "./attach-many.tsx";
import { AttachmentTable } from "./attachment-table.tsx";
import type { FileProblem } from "./change-file.server.ts";
import type { EvidenceAttachment } from "./evidence-list.server.ts";
import type { EvidenceSource } from "./evidence-source.ts";
import { FilePreview } from "./file-preview.tsx";
import { FileWays } from "./file-ways.tsx";
import { RecordSums, type RecordSumsProps } from "./record-sums.tsx";

export interface FilePageProps {
  organizationId: string;
  mayEdit: boolean;
  mayErase: boolean;
  file: EvidenceView;
  erased: EvidenceFile["erased"];
  attachments: EvidenceAttachment[];
  sums: RecordSumsProps["sums"];
  /** The number of records just entered from the file, or empty. */
  entered: string;
  keptUntil: string | null;
  search: { sourceId: string; month: string };
  sources: EvidenceSource[];
  inventories: { id: string; period: Period }[];
  inventory: { id: string; period: Period } | null;
  offered: OfferedRecords | null;
  answer: {
    problem: FileProblem["problem"];
    until?: string | undefined;
    typed: Record<string, string>;
  } | null;
}

/** One file with its details, attachments and actions. */
export function FilePage(props: FilePageProps) {
  const { organizationId, file, erased, attachments, mayEdit, answer } = props;
  const { evidence: t } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  const base = `/organizations/${organizationId}`;
  const address = `${base}/evidence/${file.fileId}`;
  const problem =
    answer && (answer.problem === "keptUntil" ? t.keptUntil(formatDay(answer.until ?? "", locale)) : t[answer.problem]);
  return (
    <PageBody>
      <PageHeader
        title={file.name}
        crumbs={[{ to: `${base}/evidence`, label: t.title }]}
        state={<ScanChip scan={file.scan} />}
        actions={
          !erased && (
            <>
              {mayEdit && (
                <ButtonLink to={`${address}/records`} variant="primary">
                  {t.entry.title}
                </ButtonLink>
              )}
              <FileWays address={address} canPreview={file.canPreview} />
            </>
          )
        }
      />
      {problem && (
        <div className="mb-6">
          <FormErrors errors={[{ message: problem }]} />
        </div>
      )}
      {props.entered !== "" && (
        <p role="status" className="mb-6 rounded-6 border border-line bg-good-tint px-4 py-3 text-14">
          {t.entry.entered(props.entered)}
        </p>
      )}
      {erased && (
        <p className="mb-6 rounded-6 bg-warning-tint px-4 py-3 text-14 text-warning-ink">
          <WholeDays>
            {t.erasedAt(erased.authorName ?? t.formerMember, clock.instant(erased.at), erased.reason)}
          </WholeDays>
        </p>
      )}
      <PageColumns
        isPanel
        aside={
          <>
            <Facts {...props} />
            {mayEdit && !erased && <Erase {...props} />}
          </>
        }
      >
        <div className="space-y-10">
          <Section title={t.provesTitle} count={attachments.length}>
            {attachments.length === 0 ? (
              <p className="mt-3 text-14 text-muted">{t.provesNothing}</p>
            ) : (
              <AttachmentTable
                base={base}
                file={file}
                attachments={attachments}
                sources={props.sources}
                mayEdit={mayEdit}
              />
            )}
          </Section>
          <RecordSums sums={props.sums} sources={props.sources} />
          {mayEdit && !erased && <AttachMany {...props} typed={answer?.typed ?? {}} />}
        </div>
      </PageColumns>
    </PageBody>
  );
}

function Facts({ organizationId, file, keptUntil }: FilePageProps) {
  const { evidence: t } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  const address = `/organizations/${organizationId}/evidence/${file.fileId}`;
  return (
    <Section title={t.factsTitle}>
      <FactList
        isNarrow
        facts={[
          { label: t.kind, value: t.kinds[file.kind] },
          { label: t.size, value: formatBytes(file.size) },
          { label: t.hash, value: <code className="text-12 break-all select-all">{file.sha256}</code> },
          {
            label: t.scan,
            value: file.scan === "clean" ? t.scanned.clean : t.notScannedWhole,
          },
          { label: t.added, value: t.addedBy(file.by || t.formerMember, clock.instant(file.at)) },
          { label: t.keptUntilLabel, value: keptUntil ? formatDay(keptUntil, locale) : t.notKept },
        ]}
      />
      <FilePreview address={address} file={file} />
    </Section>
  );
}

function Erase({ file, attachments, keptUntil, mayErase }: FilePageProps) {
  const { evidence: t } = useMessages();
  const locale = useLocale();
  const off = !mayErase ? t.eraseRole : attachments.length > 0 ? t.eraseAttached : null;
  return (
    <Section title={t.eraseTitle}>
      <p className="mt-3 text-14 text-muted">{t.eraseAbout}</p>
      {keptUntil && (
        <p className="mt-2 text-14">
          <WholeDays>{t.keptUntil(formatDay(keptUntil, locale))}</WholeDays>
        </p>
      )}
      {off ? (
        <p className="mt-2 text-14">{off}</p>
      ) : (
        <Form method="post" className="mt-3 flex justify-end">
          <input type="hidden" name="intent" value="erase" />
          <ConfirmAction label={t.erase} lost={file.name} question={t.eraseQuestion(file.name)}>
            <div className="mb-3">
              <TextField label={t.reason} id="erase-reason" name="reason" required maxLength={1000} />
            </div>
          </ConfirmAction>
        </Form>
      )}
    </Section>
  );
}
