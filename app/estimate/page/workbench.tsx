import { useEffect, useRef, useState } from "react";
import type { FileFault } from "#app/encoding/table/file-error.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Button } from "#app/kit/plain-button.tsx";
import { Progress } from "#app/kit/progress.tsx";
import { type Estimate, sumEstimate } from "../estimate.ts";
import { currencyOf, type EstimateSettings, type LedgerEntry, type LineResult } from "../estimate-line.ts";
import type { EstimateLibrary } from "../factor-file.ts";
import type { Ledger } from "../read-ledger.ts";
import { SAMPLE_LEDGERS } from "../sample-ledger.ts";
import { EstimateResult } from "./estimate-result.tsx";
import { FiguresForm } from "./figures-form.tsx";
import { KeepFile } from "./keep-file.tsx";
import { PlaceForm, type Styled } from "./place-form.tsx";
import { estimateAll, loadLibrary, readBytes } from "./run-estimate.ts";

export type EstimateStart = { kind: "file"; file: File } | { kind: "sample" } | { kind: "typed" };

export interface WorkbenchProps {
  start: EstimateStart;
  onClose: () => void;
}

type Input = { name: string; bytes: Uint8Array; isSample: boolean } | null;

/** Reads, estimates and shows. Everything stays in the memory of this tab. */
export function Workbench({ start, onClose }: WorkbenchProps) {
  const { estimate: t } = useMessages();
  const language = useLocale() === "zh" ? "zh" : "en";
  const sample = start.kind === "sample" ? SAMPLE_LEDGERS[language] : null;
  const [settings, setSettings] = useState<EstimateSettings>({
    country: sample?.country ?? (language === "zh" ? "CN" : ""),
    region: "",
    rates: sample?.rates ?? {},
  });
  const [input, setInput] = useState<Input>(null);
  const [style, setStyle] = useState<Styled>(null);
  const [ledger, setLedger] = useState<Ledger | null>(null);
  const [library, setLibrary] = useState<EstimateLibrary | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const sayFault = useFaultText();

  useEffect(() => {
    loadLibrary().then(setLibrary, () => setFault(t.failed));
  }, [t]);
  useEffect(() => {
    if (start.kind === "typed") return;
    if (sample) return setInput({ name: sample.name, bytes: new TextEncoder().encode(sample.text), isSample: true });
    if (start.kind !== "file") return;
    const { name } = start.file;
    start.file.arrayBuffer().then(
      (content) => setInput({ name, bytes: new Uint8Array(content), isSample: false }),
      () => setFault(t.unreadable(name)),
    );
  }, [start, sample, t]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words don't change
  useEffect(() => {
    if (!input) return;
    const read = readBytes(input.bytes, style);
    setLedger(read.ok ? read.ledger : null);
    setFault(read.ok ? null : sayFault(read.fault));
  }, [input, style]);

  const { estimate, done } = useEstimate(library, ledger?.entries ?? null, settings);
  const take = (typed: { entries: LedgerEntry[]; name: string; text: string }) => {
    setLedger({ entries: typed.entries, skipped: 0, style: null });
    setInput(null);
    setTypedFile({ name: typed.name, bytes: new TextEncoder().encode(typed.text), isSample: false });
  };
  const [typedFile, setTypedFile] = useState<Input>(null);
  const isWorking = fault === null && ledger !== null && estimate === null;
  return (
    <div>
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <p className="text-14 text-muted break-all">
          {start.kind === "typed" ? t.ofTyped : input ? t.ofFile(input.name) : t.reading}
        </p>
        <Button type="button" variant="secondary" size="row" onClick={onClose}>
          {t.again}
        </Button>
      </div>
      {sample && <p className="mt-2 rounded-6 bg-warning-tint px-4 py-2 text-14 text-warning-ink">{t.sample}</p>}
      {fault !== null && (
        <p role="alert" className="mt-4 rounded-6 bg-bad-tint px-4 py-3 text-14 font-medium text-bad-ink">
          {fault}
        </p>
      )}
      {start.kind === "typed" && <FiguresForm onFigures={take} />}
      {library && (ledger || start.kind === "typed") && (
        <PlaceForm
          provinces={library.provinces}
          settings={settings}
          currencies={currenciesOf(estimate, settings)}
          style={ledger?.style ? (style ?? ledger.style) : null}
          onChange={setSettings}
          onStyle={setStyle}
        />
      )}
      <p role="status" className={isWorking ? "mt-6 text-14 text-muted" : "sr-only"}>
        {isWorking && (library ? t.progress(done, ledger.entries.length) : t.loading)}
      </p>
      {isWorking && library && <Progress done={done} of={ledger.entries.length} label={t.title} />}
      {estimate && library && ledger && (
        <EstimateResult estimate={estimate} gwpSet={library.gwpSet} skipped={ledger.skipped} />
      )}
      {estimate && <KeepFile file={start.kind === "typed" ? typedFile : input} />}
    </div>
  );
}

/** Estimates again after each change. The last estimate stays visible until the next is ready. */
function useEstimate(
  library: EstimateLibrary | null,
  entries: readonly LedgerEntry[] | null,
  settings: EstimateSettings,
): { estimate: Estimate | null; done: number } {
  const [state, setState] = useState<{ of: unknown; estimate: Estimate } | null>(null);
  const [done, setDone] = useState(0);
  const turn = useRef(0);
  useEffect(() => {
    turn.current += 1;
    const own = turn.current;
    if (!library || !entries) return;
    const isCurrent = () => turn.current === own;
    estimateAll(library, { entries, settings }, { onProgress: setDone, isCurrent }).then((results) => {
      if (results) setState({ of: entries, estimate: sumEstimate(results) });
    });
  }, [library, entries, settings]);
  return { estimate: state && state.of === entries ? state.estimate : null, done };
}

/** Currencies whose rate is asked, or was typed. */
function currenciesOf(estimate: Estimate | null, { rates }: EstimateSettings): string[] {
  const asked = (estimate?.open ?? [])
    .filter(({ needs }) => needs.includes("exchange_rate"))
    .map(({ entry }: Extract<LineResult, { outcome: "open" }>) => currencyOf(entry));
  return [...new Set([...Object.keys(rates), ...asked])].filter((one) => /^[A-Z]{3}$/.test(one) && one !== "USD");
}

function useFaultText(): (fault: FileFault) => string {
  const { estimate: t, activityFile } = useMessages();
  return ({ code, facts }) => {
    if (code === "ledger_without_amounts") return t.fault.ledger_without_amounts(facts.sheet ?? "");
    if (code === "ledger_too_long") return t.fault.ledger_too_long(facts.limit ?? "");
    const words = activityFile.fault as Record<string, (facts: Record<string, string>) => string>;
    return (words[code] ?? words.file_too_hard!)(facts);
  };
}
