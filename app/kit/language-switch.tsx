import { Form, useLocation } from "@remix-run/react";
import type { Locale } from "#app/i18n/index.ts";
import { useLocale, useMessages } from "./i18n-context.tsx";

/** Two buttons of a plain form: the page comes back in the other language, at the same address. */
export function LanguageSwitch() {
  const { common } = useMessages();
  const current = useLocale();
  const { pathname, search } = useLocation();
  const choices: { locale: Locale; name: string; lang: string }[] = [
    { locale: "zh", name: common.chinese, lang: "zh-Hans" },
    { locale: "en", name: common.english, lang: "en" },
  ];
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
        {choices.map(({ locale, name, lang }) => (
          <button
            key={locale}
            type="submit"
            name="locale"
            value={locale}
            lang={lang}
            aria-pressed={locale === current}
            className={`relative min-h-7 px-2.5 text-12 first:rounded-l-[5px] last:rounded-r-[5px] touch:after:absolute touch:after:-inset-y-2 touch:after:inset-x-0 ${locale === current ? "bg-ink text-paper" : "text-muted hover:text-ink"}`}
          >
            {name}
          </button>
        ))}
      </div>
    </Form>
  );
}
