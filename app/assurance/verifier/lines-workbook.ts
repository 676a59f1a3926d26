import { tonnesFromKg } from "#app/carbon/format.ts";
import { type SheetCell, type SheetContent, writeWorkbook } from "#app/encoding/workbook/write-workbook.ts";
import { type Locale, localName, type Messages } from "#app/i18n/index.ts";
import { percentageText } from "#app/number/text-decimal.ts";
import type { FindingView } from "../finding-list.tsx";
import { fateText } from "../finding-words.ts";
import type { RequestView } from "../request/request-list.tsx";
import { methodName, sectionName, type VerifierLine } from "./lines-list.ts";

export interface LinesFile {
  t: Messages;
  locale: Locale;
  lines: readonly VerifierLine[];
  /** Names of the attached files, by place of the line in the document. */
  files: ReadonlyMap<number, readonly string[]>;
  /** The first record of each line, by id of the line. */
  recordIds: Readonly<Record<string, string>>;
  findings: readonly FindingView[];
  requests: readonly RequestView[];
}

/** More than this is cut, because a cell can't hold it. */
const MOST_CELL_CHARACTERS = 32_000;
const SHARE_DIGITS = 6;

/** The lines, findings and requests as a workbook. Every text stays a text. Times are in UTC. */
export function linesWorkbook(file: LinesFile): Uint8Array {
  return writeWorkbook([lineSheet(file), findingSheet(file), requestSheet(file)]);
}

function lineSheet({ t, locale, lines, files, recordIds }: LinesFile): SheetContent {
  const { lines: w, findings } = t.assurance;
  const columns: [head: string, width: number, of: (line: VerifierLine) => SheetCell][] = [
    [w.file.line, 9, ({ id }) => id],
    [w.source, 32, ({ source }) => localName(source, locale)],
    [w.facility, 20, ({ facility }) => localName(facility, locale)],
    [w.file.start, 11, ({ period }) => period.start],
    [w.file.end, 11, ({ period }) => period.end],
    [w.file.scope, 8, ({ scope }) => number(String(scope))],
    [w.file.category, 30, ({ category }) => sectionName(t, category)],
    [w.file.quantity, 16, ({ quantity }) => quantity],
    [w.file.unit, 10, ({ unit }) => unit],
    [w.method, 22, ({ method }) => methodName(t, method)],
    [w.dataset, 40, ({ dataset }) => dataset],
    [w.file.factor, 40, ({ factor }) => factor],
    [w.basis, 14, ({ basis }) => w.bases[basis]],
    [w.file.kg, 26, ({ co2eKg }) => co2eKg ?? ""],
    [w.file.tonnes, 16, ({ co2eKg }) => (co2eKg === null ? "" : number(tonnesFromKg(co2eKg)))],
    [`${w.share} (%)`, 12, ({ co2eKg, isCounted, totalKg }) => share(isCounted ? co2eKg : null, totalKg)],
    [`${w.cumulative} (%)`, 12, ({ cumulativeKg, totalKg }) => share(cumulativeKg, totalKg)],
    [w.file.records, 10, ({ records }) => number(String(records))],
    [w.file.record, 38, ({ id, records }) => (records === 1 ? (recordIds[id] ?? "") : "")],
    [w.evidence, 14, ({ evidenced }) => w.evidenced[evidenced]],
    [w.file.files, 50, ({ at }) => (files.get(at) ?? []).join("; ")],
    [w.mark, 14, ({ mark }) => w.marks[mark ? "checked" : "unchecked"]],
    [w.file.checkedBy, 22, ({ mark }) => mark?.by ?? ""],
    [w.file.checkedAt, 24, ({ mark }) => mark?.at ?? ""],
    [w.note, 40, ({ mark }) => mark?.note ?? ""],
    [findings.title, 14, (line) => line.findings.map((one) => `F${one}`).join(" ")],
  ];
  return sheetOf(w.file.lines, columns, lines);
}

function findingSheet({ t, findings }: LinesFile): SheetContent {
  const { lines: w, findings: f } = t.assurance;
  const columns: [head: string, width: number, of: (finding: FindingView) => SheetCell][] = [
    [w.file.number, 9, ({ number: one }) => `F${one}`],
    [f.severity, 30, ({ severity }) => f.severities[severity]],
    [w.calculations.state, 12, ({ state }) => f.states[state]],
    [w.file.about, 20, ({ subject }) => f.subjects[subject.kind]],
    [f.subjectId, 40, ({ subject }) => [subject.id, subject.name].filter(Boolean).join(" ")],
    [w.file.calculation, 24, ({ calculation }) => calculation?.at ?? ""],
    [
      w.file.fate,
      50,
      ({ fate, newest, calculation }) =>
        fate !== null && newest ? fateText(w, fate, newest.at) : calculation?.isNewest ? w.calculations.newest : "",
    ],
    [f.text, 60, ({ text }) => text],
    [w.file.by, 22, ({ by }) => by],
    [w.file.at, 24, ({ at }) => at],
    [f.files, 30, ({ files }) => files.map(({ name }) => name).join("; ")],
    [
      w.file.answers,
      80,
      ({ steps }) => steps.map(({ by, at, state, text }) => stepText(by, at, f.steps[state], text)).join("\n"),
    ],
  ];
  return sheetOf(w.file.findings, columns, findings);
}

function requestSheet({ t, requests }: LinesFile): SheetContent {
  const { file: w } = t.assurance.lines;
  const { requests: r } = t.verification;
  const columns: [head: string, width: number, of: (request: RequestView) => SheetCell][] = [
    [w.number, 9, ({ number: one }) => `R${one}`],
    [t.assurance.lines.calculations.state, 12, ({ state }) => r.states[state]],
    [r.dueOn, 12, ({ dueOn }) => dueOn],
    [r.text, 60, ({ text }) => text],
    [w.by, 22, ({ by }) => by],
    [w.at, 24, ({ at }) => at],
    [r.files, 30, ({ steps }) => steps.flatMap(({ files }) => files.map(({ name }) => name)).join("; ")],
    [
      w.answers,
      80,
      ({ steps }) => steps.map(({ by, at, state, text }) => stepText(by, at, r.steps[state], text)).join("\n"),
    ],
  ];
  return sheetOf(r.title, columns, requests);
}

function stepText(by: string, at: string, step: string, text: string): string {
  return `${at} ${by}: ${step}${text === "" ? "" : `: ${text}`}`;
}

function sheetOf<Row>(
  name: string,
  columns: readonly (readonly [head: string, width: number, of: (row: Row) => SheetCell])[],
  rows: readonly Row[],
): SheetContent {
  return {
    name,
    widths: columns.map(([, width]) => width),
    frozenRows: 1,
    rows: [
      columns.map(([head]) => ({ text: head, style: "head" as const })),
      ...rows.map((row) => columns.map(([, , of]) => cut(of(row)))),
    ],
  };
}

function cut(cell: SheetCell): SheetCell {
  return typeof cell === "string" ? cell.slice(0, MOST_CELL_CHARACTERS) : cell;
}

function number(text: string): SheetCell {
  return { number: text };
}

function share(partKg: string | null, totalKg: string | null): SheetCell {
  const percent = partKg === null || totalKg === null ? null : percentageText(partKg, totalKg, SHARE_DIGITS);
  return percent === null ? "" : number(percent);
}
