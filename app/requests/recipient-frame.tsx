import type { ReactNode } from "react";
import { type Locale, languageTag, translator } from "#app/i18n/index.ts";
import { GuillocheLine } from "#app/kit/guilloche.tsx";
import { I18nProvider, useMessages } from "#app/kit/i18n-context.tsx";
import { LanguageSwitch } from "#app/kit/language-switch.tsx";
import { LogoMark } from "#app/kit/logo.tsx";
import { SkipLink } from "#app/kit/skip-link.tsx";

/** Frame of the pages behind a link, without navigation to other pages. */
export function RecipientFrame({ locale, children }: { locale: Locale; children: ReactNode }) {
  return (
    <I18nProvider locale={locale} messages={translator(locale)}>
      <div lang={languageTag(locale)} className="flex min-h-dvh flex-col">
        <SkipLink />
        <Header />
        <main id="content" tabIndex={-1} className="grow outline-none">
          {children}
        </main>
        <Footer />
      </div>
    </I18nProvider>
  );
}

function Header() {
  const { common } = useMessages();
  return (
    <header className="bg-surface">
      <div className={`${COLUMN} flex h-14 items-center justify-between gap-4`}>
        <span className="flex items-center gap-2.5 text-16 font-semibold text-ink">
          <LogoMark />
          {common.productName}
        </span>
        <LanguageSwitch />
      </div>
      <GuillocheLine />
    </header>
  );
}

function Footer() {
  const { common } = useMessages();
  return (
    <footer className="border-t border-line print:hidden">
      <p className={`${COLUMN} py-6 text-12 text-muted`}>{common.footerStatement}</p>
    </footer>
  );
}

/** A readable column width that keeps a margin on a phone. */
export const COLUMN = "mx-auto w-full max-w-[52rem] px-4";

/** Shown for every invalid link, whatever the reason. */
export function DeadLink() {
  const { dataRequest } = useMessages();
  const { recipient: t } = dataRequest;
  return (
    <div className={`${COLUMN} py-12`}>
      <h1 className="text-25 font-semibold">{t.deadTitle}</h1>
      <p className="mt-3 max-w-140 text-16 text-muted">{t.deadText}</p>
    </div>
  );
}
