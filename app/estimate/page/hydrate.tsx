import { hydrateRoot } from "react-dom/client";
import type { Messages } from "#app/i18n/index.ts";
import { LOCALES, languageTag } from "#app/i18n/locale.ts";
import { I18nProvider } from "#app/kit/i18n-context.tsx";
import { EstimateApp } from "./estimate-app.tsx";

/** The script of the estimate. It reads files only after a click or a drop, and loads the rest then. */
const WORDS = import.meta.glob<Messages>("./shell-words.*.ts", { import: "words" });

const PLACE = "estimate-app";

async function wake(): Promise<void> {
  const place = document.getElementById(PLACE);
  if (place === null) return;
  const locale = LOCALES.find((one) => languageTag(one) === document.documentElement.lang) ?? "en";
  const words = await WORDS[`./shell-words.${locale}.ts`]!();
  hydrateRoot(
    place,
    <I18nProvider locale={locale} messages={words}>
      <EstimateApp isAlone={place.dataset.alone === "true"} />
    </I18nProvider>,
    { identifierPrefix: "estimate" },
  );
}

void wake();
