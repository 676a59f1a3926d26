import { Link, useLocation } from "@remix-run/react";
import type { SelectionExplanation } from "#app/carbon/factor/selection-explanation.ts";
import { formatDecimal, formatTonnes } from "#app/carbon/format.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { ButtonLink } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody } from "#app/kit/list/list.tsx";
import type { ListView } from "#app/kit/list/list-view.ts";
import { pickRows } from "#app/kit/list/pick.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { percentageText } from "#app/number/text-decimal.ts";
import type { EvidenceView } from "#app/records/files/evidence-view.ts";
import { LinePanel } from "#app/runs/line-panel.tsx";
import type { OpenedLine } from "#app/runs/results-view.ts";
import { type CalculationView, calculationFacts } from "../calculation-list.tsx";
import { LineMarks, MARK_FORM, OpenMark } from "./line-marks.tsx";
import type { LineSums } from "./select-lines.ts";
import { VerifierFiles } from "./verifier-files.tsx";

interface VerifierLinesProps {
  base: string;
  list: ListView;
  /** Of the lines that match, of the checked ones and of all. */
  sums: LineSums;
  checked: LineSums;
  all: LineSums;
  totalKg: string | null;
  calculation: CalculationView;
  opened: OpenedView | null;
  done: string | null;
  problem: string | null;
}

interface OpenedView {
  line: OpenedLine;
  mark: { note: string; by: string; at: string } | null;
  findings: readonly number[];
  selection: SelectionExplanation[];
  files: EvidenceView[];
  more: number;
  /** Too many records to look for all their files. */
  isLarge: boolean;
}

/** The lines of a calculation by tonnes, with filters, marks and a panel for the open one. */
export function VerifierLines(props: VerifierLinesProps) {
  const { base, list, opened, done, problem, calculation } = props;
  const messages = useMessages();
  const t = messages.assurance.lines;
  const clock = useClock();
  const faults: Record<string, string> = {
    ...messages.assurance.statement.error,
    noLine: t.choose,
    unknownLine: t.unknownLine,
  };
  const here = `${base}/lines`;
  const { search } = useLocation();
  const hrefOf = (changes: Record<string, string>) => {
    const query = new URLSearchParams(search);
    for (const name of ["line", "record", "near", "done"]) query.delete(name);
    for (const [name, value] of Object.entries(changes)) query.set(name, value);
    return `${here}?${query}`;
  };
  const rows = new Map(list.rows.map(({ key, cells }) => [key, cells]));
  const openLink = (key: string) => {
    const [cell] = rows.get(key)!;
    return (
      <>
        <Link
          id={`line-${key}`}
          className="text-link break-words"
          preventScrollReset
          to={hrefOf({ run: calculation.id, line: key })}
        >
          {cell!.text}
        </Link>
        <span className="mt-0.5 block text-12 font-normal text-muted">{cell!.below}</span>
      </>
    );
  };
  return (
    <PageColumns
      isWide
      isPanel={opened !== null}
      aside={
        opened && (
          <OpenLine
            opened={opened}
            base={base}
            runId={calculation.id}
            closeHref={`${hrefOf({ run: calculation.id, near: opened.line.id })}#line-${opened.line.id}`}
            listQuery={hrefOf({ run: calculation.id, near: opened.line.id }).slice(here.length + 1)}
          />
        )
      }
    >
      <div className="mb-6 flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 className="text-16 font-semibold">
            <WholeDays>{t.ofCalculation(clock.instant(calculation.at))}</WholeDays>
          </h2>
          <p className="text-14">{calculationFacts(calculation, messages).join(" · ")}</p>
          <p className="mt-2 max-w-160 text-12 text-muted">{t.about}</p>
        </div>
        <ButtonLink icon="download" to={`${base}/lines.xlsx${search}`} reloadDocument>
          {t.export}
        </ButtonLink>
      </div>
      {done === "marked" && problem === null && <DoneNote>{t.marked}</DoneNote>}
      {problem !== null && (
        <p role="alert" className="mb-6 max-w-160 rounded-6 bg-bad-tint px-4 py-2 text-14 text-bad-ink">
          {faults[problem] ?? problem}
        </p>
      )}
      <Sums {...props} />
      <ListBody
        list={list}
        current={opened?.line.id ?? null}
        pick={pickRows({ form: MARK_FORM, name: "line", labels: { all: t.selectAll, row: t.select } })}
        cells={{ name: openLink }}
      />
      {list.rows.length > 0 && <LineMarks />}
    </PageColumns>
  );
}

function Sums({ sums, checked, all, totalKg }: VerifierLinesProps) {
  const t = useMessages().assurance.lines;
  const locale = useLocale();
  const count = (value: number) => formatDecimal(String(value), { locale });
  const percent = (kg: string) => {
    const share = totalKg === null ? null : percentageText(kg, totalKg, 1);
    return share === null ? null : formatDecimal(share, { locale });
  };
  const tonnes = formatTonnes(sums.co2eKg, { locale });
  const [share, done] = [percent(sums.co2eKg), percent(checked.co2eKg)];
  return (
    <div className="mb-6 space-y-1 text-14">
      <p className="font-semibold break-words">
        {share === null ? t.sums(count(sums.lines), tonnes) : t.sumsShare(count(sums.lines), tonnes, share)}
      </p>
      {sums.apart > 0 && <p className="text-12 text-muted">{t.apart(count(sums.apart))}</p>}
      <p>
        {done === null
          ? t.progress(count(checked.lines), count(all.lines))
          : t.progressShare(count(checked.lines), count(all.lines), done)}
        <SentenceGap />
        <span className="text-muted">{t.hidden}</span>
      </p>
    </div>
  );
}

interface OpenLineProps {
  opened: OpenedView;
  base: string;
  runId: string;
  closeHref: string;
  listQuery: string;
}

function OpenLine({ opened, base, runId, closeHref, listQuery }: OpenLineProps) {
  const { assurance } = useMessages();
  const [t, w] = [assurance.lines, assurance.workspace];
  const { line, mark, findings, selection, files, more, isLarge } = opened;
  const add = new URLSearchParams({ run: runId, line: line.id, list: listQuery });
  return (
    <LinePanel
      closeHref={closeHref}
      links={{ records: `${base}/lines/${line.id}?${new URLSearchParams({ run: runId, list: listQuery })}` }}
      line={line}
      selection={selection}
      lead={
        <div className="mb-6">
          <h3 className="mt-5 border-b border-ink pb-2 text-14 font-semibold">{w.ofLine}</h3>
          {files.length === 0 ? (
            <p className="mt-2 text-14 text-muted">{isLarge ? w.manyRecords : w.noEvidence}</p>
          ) : (
            <VerifierFiles base={base} files={files} isNarrow />
          )}
          {more > 0 && <p className="mt-2 text-12 text-muted">{t.moreFiles(String(more))}</p>}
          <OpenMark lineId={line.id} mark={mark} />
          {findings.length > 0 && (
            <p className="mt-4 text-14">
              {t.findingsOf}
              {findings.map((number) => (
                <Link key={number} className="text-link ml-2" to={`${base}/findings#finding-${number}`}>
                  F{number}
                </Link>
              ))}
            </p>
          )}
          <p className="mt-4">
            <Link className="text-link text-14" to={`${base}/findings?${add}#add`}>
              {w.findingAbout}
            </Link>
          </p>
        </div>
      }
    />
  );
}
