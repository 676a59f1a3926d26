import { createRoot, hydrateRoot, type Root } from "react-dom/client";
import type { Messages } from "#app/i18n/index.ts";
import { LOCALES, languageTag } from "#app/i18n/locale.ts";
import { I18nProvider } from "#app/kit/i18n-context.tsx";
import { PAGE_ELEMENT, readPage } from "./open-report-page.ts";
import { type ShownPage, VerifyApp } from "./verify-app.tsx";

/**
 * The only script of the public pages. It hydrates the interactive part without the router and the rest of the product, with
 * the messages of one language, and loads each check on demand.
 */
const WORDS = import.meta.glob<Messages>("../verify-words.*.ts", { import: "words" });

/** Avoids collisions with ids of the surrounding page. */
const OPTIONS = { identifierPrefix: "verify" };

async function wake(): Promise<void> {
  const place = document.getElementById(PAGE_ELEMENT);
  const page = readPage(document);
  if (place === null || page === null) return;
  const locale = LOCALES.find((one) => languageTag(one) === document.documentElement.lang) ?? "en";
  const words = await WORDS[`../verify-words.${locale}.ts`]!();
  const draw = (first: ShownPage, onOutgrow?: (shown: ShownPage) => void) => (
    <I18nProvider locale={locale} messages={words}>
      <VerifyApp first={first} onOutgrow={onOutgrow} />
    </I18nProvider>
  );
  const root: Root = hydrateRoot(
    place,
    draw({ page, file: null }, (shown) => {
      root.unmount();
      const main = document.getElementById("content")!;
      main.replaceChildren();
      createRoot(main, OPTIONS).render(draw(shown));
    }),
    OPTIONS,
  );
  // The file is only in memory, so going back must load the previous page.
  addEventListener("popstate", () => location.reload());
}

void wake();
