import { createContext, type ReactNode, useContext } from "react";
import type { Messages } from "#app/i18n/index.ts";
import type { Locale } from "#app/i18n/locale.ts";

interface Speech {
  locale: Locale;
  messages: Messages;
}

const SpeechContext = createContext<Speech | null>(null);

interface I18nProviderProps {
  locale: Locale;
  /** Passed in, so that a page with one language bundles only that language. */
  messages: Messages;
  children: ReactNode;
}

export function I18nProvider({ locale, messages, children }: I18nProviderProps) {
  return <SpeechContext.Provider value={{ locale, messages }}>{children}</SpeechContext.Provider>;
}

export function useLocale(): Locale {
  return useSpeech().locale;
}

/** The messages in the reader's language: `const t = useMessages(); t.common.save`. */
export function useMessages(): Messages {
  return useSpeech().messages;
}

function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (speech === null) throw new Error("A component with messages is outside of I18nProvider.");
  return speech;
}
