import { type ComponentType, useEffect, useState } from "react";
import type { Messages } from "#app/i18n/index.ts";
import { DropArea } from "#app/kit/drop-area.tsx";
import { I18nProvider, useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Button } from "#app/kit/plain-button.tsx";
import type { EstimateStart, WorkbenchProps } from "./workbench.tsx";

/** The messages of everything behind the first click, by language. */
const WORDS = import.meta.glob<Messages>("./estimate-words.*.ts", { import: "words" });

interface Opened {
  Workbench: ComponentType<WorkbenchProps>;
  words: Messages;
  start: EstimateStart;
}

interface EstimateAppProps {
  /** On its own page, whose policy forbids connections. */
  isAlone: boolean;
}

/** Where a file is dropped or figures are typed. Everything else is loaded when it is needed. */
export function EstimateApp({ isAlone }: EstimateAppProps) {
  const { estimate: t } = useMessages();
  const locale = useLocale();
  const [isReady, setReady] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [isFailed, setFailed] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  useEffect(() => setReady(true), []);
  const open = async (start: EstimateStart) => {
    setBusy(true);
    const loadWords = WORDS[`./estimate-words.${locale}.ts`] ?? WORDS["./estimate-words.en.ts"]!;
    const loaded = await Promise.all([import("./workbench.tsx"), loadWords()]).catch(() => null);
    setBusy(false);
    setFailed(loaded === null);
    if (loaded) setOpened({ Workbench: loaded[0].Workbench, words: loaded[1], start });
  };
  if (opened) {
    const { Workbench, words, start } = opened;
    return (
      <I18nProvider locale={locale} messages={words}>
        <Workbench start={start} onClose={() => setOpened(null)} />
      </I18nProvider>
    );
  }
  return (
    <div className="max-w-160">
      <DropArea
        onFile={(file) => void open({ kind: "file", file })}
        isBusy={isBusy}
        title={t.dropTitle}
        accept=".csv,.txt,.tsv,.xlsx"
        privacy={isAlone ? `${t.privacy} ${t.enforced}` : t.privacy}
        needsScript={t.needsScript}
      />
      <p className="mt-3 flex flex-wrap gap-3">
        <Button
          type="button"
          variant="secondary"
          aria-disabled={!isReady || isBusy}
          onClick={() => void open({ kind: "typed" })}
        >
          {t.typeFigures}
        </Button>
        <Button
          type="button"
          variant="secondary"
          aria-disabled={!isReady || isBusy}
          onClick={() => void open({ kind: "sample" })}
        >
          {t.trySample}
        </Button>
      </p>
      <p role="status" className={isFailed ? "mt-2 text-14 text-bad-ink" : "sr-only"}>
        {isFailed ? t.failed : isBusy ? t.loading : ""}
      </p>
    </div>
  );
}
