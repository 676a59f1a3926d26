import { createContext, type ReactNode, useContext } from "react";
import { type Locale, type Messages, translator } from "#app/i18n/index.ts";

const LocaleContext = createContext<Locale>("en");

/** Gives every component beneath it the reader's language. */
export function I18nProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

/** The messages in the reader's language: `const t = useMessages(); t.common.save`. */
export function useMessages(): Messages {
  return translator(useLocale());
}
