import { Form, useLocation } from "@remix-run/react";
import { LOCALE_CHOICES, languageTag } from "#app/i18n/locale.ts";
import { useLocale, useMessages } from "./i18n-context.tsx";

/** Buttons of a plain form that reload the page in another language at the same address. */
export function LanguageSwitch() {
  const { common } = useMessages();
  const current = useLocale();
  const { pathname, search } = useLocation();
  return (
    <Form
      method="post"
      action="/language"
      reloadDocument
      aria-label={common.language}
      className="shrink-0 print:hidden"
    >
      <input type="hidden" name="back" value={`${pathname}${search}`} />
      <div className="flex rounded-6 border border-rule bg-raised">
        {LOCALE_CHOICES.map(({ value: locale, label }) => (
          <button
            key={locale}
            type="submit"
            name="locale"
            value={locale}
            lang={languageTag(locale)}
            aria-pressed={locale === current}
            className={`relative min-h-7 px-2.5 text-12 first:rounded-l-[5px] last:rounded-r-[5px] touch:after:absolute touch:after:-inset-y-2 touch:after:inset-x-0 ${locale === current ? "bg-ink text-paper" : "text-muted hover:text-ink"}`}
          >
            {label}
          </button>
        ))}
      </div>
    </Form>
  );
}
