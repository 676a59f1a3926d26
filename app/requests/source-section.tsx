import { useRevalidator } from "@remix-run/react";
import { monthText } from "#app/day/month-text.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Section } from "#app/kit/section.tsx";
import { AttachFiles } from "#app/records/files/attach-files.tsx";
import type { FileOutcome } from "#app/records/files/evidence-view.ts";
import { formatBytes } from "#app/records/files/format-bytes.ts";
import { helpOf } from "./answer-words.ts";
import { MonthRow } from "./month-row.tsx";
import type { AskedSource, LaidFile, RecipientView } from "./recipient-view.ts";
import type { Answers } from "./use-answers.ts";

export interface ReceivedFiles {
  position: number;
  outcomes: FileOutcome[];
  problem?: "noFile" | undefined;
}

interface SourceSectionProps {
  source: AskedSource;
  page: RecipientView;
  answers: Answers;
  address: string;
  maxBytes: number;
  received: ReceivedFiles | null;
}

export function SourceSection({ source, page, answers, address, maxBytes, received }: SourceSectionProps) {
  const { dataRequest } = useMessages();
  const locale = useLocale();
  const { recipient: t } = dataRequest;
  const help = t.help[helpOf(source)];
  const files = page.files.filter(({ position }) => position === source.position);
  return (
    <Section
      id={`source-${source.position}`}
      title={localName(source.name, locale)}
      aside={localName(source.facility, locale)}
    >
      <div className="mt-3 space-y-2 text-14">
        <p>
          {help.what} <span className="text-muted">{help.where}</span>
        </p>
        {source.isEvidenceRequired && <Chip tone="accent">{t.evidenceRequired}</Chip>}
        {page.months.length > 1 && <p className="text-12 text-muted max-md:hidden">{t.pasteHint}</p>}
      </div>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {page.months.map((month, index) => (
          <MonthRow
            key={month}
            source={source}
            month={month}
            following={page.months.slice(index)}
            cell={page.cells.find((cell) => cell.position === source.position && cell.month === month)}
            hasFile={files.some((file) => (file.month ?? month) === month)}
            answers={answers}
          />
        ))}
      </ul>
      <div className="mt-6">
        <h3 className="text-14 font-semibold">{t.files}</h3>
        <p className="mt-0.5 mb-3 text-12 text-muted">{t.filesAbout}</p>
        <LaidFiles files={files} address={address} />
        <FileForm {...{ source, page, address, maxBytes, received }} />
      </div>
    </Section>
  );
}

function LaidFiles({ files, address }: { files: LaidFile[]; address: string }) {
  const { dataRequest } = useMessages();
  const locale = useLocale();
  const { recipient: t } = dataRequest;
  if (files.length === 0) return null;
  return (
    <ul className="mb-3 divide-y divide-line">
      {files.map(({ id, name, month, size }) => (
        <li key={id} className="flex items-center justify-between gap-3 py-2 text-14">
          <span className="flex min-w-0 items-start gap-2">
            <Icon name="file" className="mt-0.5 text-accent" />
            <span className="min-w-0">
              <span className="font-medium break-all">{name}</span>
              <span className="block text-12 text-muted">
                <WholeDays>{month ? monthText(month, locale) : t.allMonths}</WholeDays> · {formatBytes(size)}
              </span>
            </span>
          </span>
          <form method="post" action={address} className="shrink-0">
            <input type="hidden" name="remove" value={id} />
            <Button variant="secondary" size="row" aria-label={t.removeFileOf(name)}>
              {t.removeFile}
            </Button>
          </form>
        </li>
      ))}
    </ul>
  );
}

type FileFormProps = Pick<SourceSectionProps, "source" | "page" | "address" | "maxBytes" | "received">;

function FileForm({ source, page, address, maxBytes, received }: FileFormProps) {
  const { dataRequest, evidence } = useMessages();
  const locale = useLocale();
  const { revalidate } = useRevalidator();
  const { recipient: t } = dataRequest;
  return (
    <AttachFiles
      action={address}
      jsonAddress={`${address}/files.json`}
      maxBytes={maxBytes}
      outcomes={received?.outcomes ?? []}
      problem={received?.problem && evidence[received.problem]}
      onAnswer={revalidate}
    >
      <input type="hidden" name="position" value={source.position} />
      <div className="max-w-64">
        <SelectField
          label={t.fileMonth}
          name="month"
          id={`file-month-${source.position}`}
          options={[
            { value: "", label: t.allMonths },
            ...page.months.map((month) => ({ value: month, label: monthText(month, locale) })),
          ]}
        />
      </div>
    </AttachFiles>
  );
}
