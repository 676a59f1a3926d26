import type { ReactNode } from "react";
import { I18nProvider, useLocale, useMessages } from "./i18n-context.tsx";
import { Icon } from "./icon.tsx";
import { visitorWords } from "./visitor-words.ts";

/** What is shown to a visitor names no role that they could ask for. */
export function VisitorProvider({ isVisitor, children }: { isVisitor: boolean; children: ReactNode }) {
  const messages = useMessages();
  const locale = useLocale();
  return (
    <I18nProvider locale={locale} messages={isVisitor ? visitorWords(messages) : messages}>
      {children}
    </I18nProvider>
  );
}

/** Shown above each page of the sample to readers without an account. Its forms work without JavaScript. */
export function VisitorBar() {
  const { visit: t } = useMessages();
  const link = "text-link whitespace-nowrap touch:py-3";
  return (
    <aside
      aria-label={t.title}
      className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-line bg-warning-tint px-8 py-2.5 text-14 text-warning-ink max-desk:px-4 print:hidden"
    >
      <Icon name="lock" size={16} />
      <p className="min-w-0 grow basis-80 font-semibold">{t.bar}</p>
      <a href="/sign-up" className={link}>
        {t.signUp}
      </a>
      <form method="post" action="/sample">
        <button type="submit" name="intent" value="leave" className={link}>
          {t.leave}
        </button>
      </form>
    </aside>
  );
}
