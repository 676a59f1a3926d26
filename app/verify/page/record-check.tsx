import { type ReactNode, useEffect, useState } from "react";
import { formatDecimal } from "#app/carbon/format.ts";
import { DropArea } from "#app/kit/drop-area.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Section } from "#app/kit/section.tsx";
import type { RecordsCheck } from "./check-records.ts";
import { noticeOf, type ReportView } from "./report-view.ts";
import type { ReportVerification } from "./use-report-verification.ts";

/** Checks the records that a reader was given against the report, in this browser. */
export function RecordCheck({ view, found }: { view: ReportView; found: ReportVerification }) {
  const { records: t } = useMessages().verify.page;
  const [isReady, setReady] = useState(false);
  const [result, setResult] = useState<RecordsCheck | null>(null);
  const [percent, setPercent] = useState<number | null>(null);
  useEffect(() => setReady(true), []);
  if (!isReady) return null;
  const held = found.file?.identified.kind === "report" ? found.file.identified.file : null;
  const take = async (file: File) => {
    setResult(null);
    setPercent(0);
    const onRead = (bytes: number) => setPercent(Math.floor((bytes / file.size) * 100));
    setResult(await check(view, held, file, onRead));
    setPercent(null);
  };
  return (
    <Section title={t.title}>
      <p className="py-2 text-14 text-muted">{t.about}</p>
      <DropArea
        onFile={(file) => void take(file)}
        accept=".ndjson,.json,.txt"
        isBusy={percent !== null}
        title={t.choose}
      />
      <div role="status" className="mt-2 text-14">
        {percent !== null && <p className="text-12 text-muted">{t.progress(String(percent))}</p>}
        {result && <Result result={result} />}
      </div>
    </Section>
  );
}

/** Whatever goes wrong on the way confirms nothing and can be tried again. */
async function check(
  { number, history }: ReportView,
  held: Uint8Array | null,
  file: File,
  onRead: (bytes: number) => void,
): Promise<RecordsCheck> {
  const code = await import("./check-records.ts").catch(() => null);
  if (code === null) return { kind: "no_report" };
  try {
    return await code.checkRecords({ number, notice: noticeOf(history) }, held, file, onRead);
  } catch (error) {
    console.error(error);
    return { kind: "unreadable" };
  }
}

function Result({ result }: { result: RecordsCheck }) {
  const { verify, detail } = useMessages();
  const { records: t } = verify.page;
  const locale = useLocale();
  const count = (value: number) => formatDecimal(String(value), { locale });
  switch (result.kind) {
    case "no_report":
      return <Outcome>{t.noReport}</Outcome>;
    case "not_issued":
      return <Outcome>{t.notIssued}</Outcome>;
    case "unreadable":
      return <Outcome>{t.unreadable}</Outcome>;
  }
  const { check, lines } = result;
  if (check.ok)
    return <Outcome isGood>{detail.whole(count(check.records), count(lines), count(check.pieces))}</Outcome>;
  const { code, at, line } = check.fault;
  return (
    <Outcome>
      {at > 0 && `${t.at(String(at), line)} `}
      {detail.fault[code]}
    </Outcome>
  );
}

function Outcome({ isGood = false, children }: { isGood?: boolean; children: ReactNode }) {
  return (
    <p className={`flex items-start gap-2 font-medium ${isGood ? "text-good-ink" : "text-bad-ink"}`}>
      <Icon name={isGood ? "check" : "warning"} size={16} className="mt-0.5 shrink-0" />
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </p>
  );
}
