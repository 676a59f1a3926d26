import { useEffect, useState } from "react";
import { noticeName } from "#app/encoding/text/name-letters.ts";
import { LOCALE_CHOICES, type Locale, languageTag, localeOfTag } from "#app/i18n/locale.ts";
import { DropArea } from "#app/kit/drop-area.tsx";
import { GuillocheLine } from "#app/kit/guilloche.tsx";
import { I18nProvider, useMessages } from "#app/kit/i18n-context.tsx";
import { LogoMark } from "#app/kit/logo.tsx";
import { NameNoticesProvider } from "#app/kit/noticed-name.tsx";
import { Button } from "#app/kit/plain-button.tsx";
import { Section } from "#app/kit/section.tsx";
import { VerifyColumns } from "#app/kit/verify-columns.tsx";
import { formatSize } from "#app/verify/page/format-size.ts";
import { ConfirmKey } from "./confirm-key.tsx";
import { sortFiles } from "./judge-files.ts";
import { OfflineAnswer, OfflineVerdict } from "./offline-answer.tsx";
import { TrustAnchor } from "./trust-anchor.tsx";
import { type FileTrouble, useGivenFiles } from "./use-given-files.ts";
import { type OfflineWords, wordsOf } from "./words.ts";

/** The whole page: reads files and shows the result in the language that the reader chooses. */
export function OfflinePage() {
  const [locale, setLocale] = useState<Locale>(() => localeOfTag(navigator.language) ?? "en");
  const { messages, offline: t } = wordsOf(locale);
  useEffect(() => {
    document.documentElement.lang = languageTag(locale);
    document.title = t.pageTitle;
  }, [locale, t]);
  return (
    <I18nProvider locale={locale} messages={messages}>
      <NameNoticesProvider value={noticeName}>
        <Header locale={locale} onLocale={setLocale} />
        <Main t={t} />
      </NameNoticesProvider>
    </I18nProvider>
  );
}

function Header({ locale, onLocale }: { locale: Locale; onLocale: (locale: Locale) => void }) {
  const { common } = useMessages();
  return (
    <header>
      <div className="page-column flex items-center justify-between gap-4 py-4">
        <p className="flex items-center gap-2.5 text-18 font-semibold">
          <LogoMark />
          {common.productName}
        </p>
        <fieldset aria-label={common.language} className="flex rounded-6 border border-rule bg-raised">
          {LOCALE_CHOICES.map(({ value: of, label }) => (
            <button
              key={of}
              type="button"
              lang={languageTag(of)}
              aria-pressed={of === locale}
              onClick={() => onLocale(of)}
              className={`relative min-h-7 px-2.5 text-12 first:rounded-l-[5px] last:rounded-r-[5px] touch:after:absolute touch:after:-inset-y-2 touch:after:inset-x-0 ${of === locale ? "bg-ink text-paper" : "text-muted hover:text-ink"}`}
            >
              {label}
            </button>
          ))}
        </fieldset>
      </div>
      <GuillocheLine />
    </header>
  );
}

function Main({ t }: { t: OfflineWords }) {
  const given = useGivenFiles();
  const { judgement, files, isWorking, trouble } = given;
  const isAnswered = judgement.kind !== "waiting" && !isWorking;
  return (
    <main aria-busy={isWorking}>
      {isAnswered ? (
        <OfflineVerdict judgement={judgement} checkedAt={given.checkedAt} t={t} />
      ) : (
        <div className="page-column pt-10 max-md:pt-6">
          <h1 className="font-title text-31 font-semibold">{t.title}</h1>
          <p className="mt-3 max-w-[45rem] text-16 text-muted">{t.lead}</p>
        </div>
      )}
      <VerifyColumns
        aside={
          <>
            {isAnswered && judgement.kind === "report" && <TrustAnchor judgement={judgement} t={t} />}
            <Limits />
            <Section title={t.page.title} isAside>
              <p className="text-14 text-muted">{t.page.text}</p>
            </Section>
          </>
        }
      >
        <div>
          <DropArea onFile={given.take} isBusy={isWorking} takesMany title={files.length > 0 ? t.dropMore : t.drop} />
          <p role="status" className={`mt-2 text-12 ${trouble ? "text-bad-ink" : "text-muted"}`}>
            {isWorking ? t.working : trouble ? troubleWords(trouble, t) : t.help}
          </p>
          <FileList files={files} onStartAgain={given.startAgain} t={t} />
        </div>
        {isAnswered && judgement.kind === "report" && (
          <ConfirmKey
            judgement={judgement}
            keyName={given.keyName}
            onKeyName={given.nameKey}
            onOwnAnchors={given.ownAnchors}
            t={t}
          />
        )}
        {isAnswered && <OfflineAnswer judgement={judgement} t={t} />}
      </VerifyColumns>
    </main>
  );
}

function troubleWords(trouble: FileTrouble, t: OfflineWords): string {
  if (trouble.kind === "failed") return t.failed;
  return trouble.kind === "too_large" ? t.tooLarge(trouble.name) : t.unreadable(trouble.name);
}

function FileList({
  files,
  onStartAgain,
  t,
}: {
  files: Parameters<typeof sortFiles>[0];
  onStartAgain: () => void;
  t: OfflineWords;
}) {
  if (files.length === 0) return null;
  return (
    <div className="mt-6">
      <Section
        title={t.given}
        aside={
          <Button type="button" variant="secondary" size="row" icon="undo" onClick={onStartAgain}>
            {t.startAgain}
          </Button>
        }
      >
        <ul className="divide-y divide-line">
          {sortFiles(files).map(({ kind, file }) => (
            <li key={file.name} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2 text-14">
              <span className="min-w-0 break-all">{file.name}</span>
              <span className={`text-12 ${kind === "damaged" || kind === "unknown" ? "text-bad-ink" : "text-muted"}`}>
                {t.kinds[kind]} · {formatSize(file.bytes.length)}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

function Limits() {
  const { limits } = useMessages().verify;
  return (
    <Section title={limits.title} isAside>
      <p className="text-14 text-muted">{limits.text}</p>
    </Section>
  );
}
