import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import styles from "./app.css?url";
import { noticeName } from "./encoding/text/name-letters.ts";
import { localeOf } from "./http/locale.server.ts";
import { type Locale, languageOf, languageTag, translator } from "./i18n/index.ts";
import { ErrorPage } from "./kit/error-page.tsx";
import { I18nProvider } from "./kit/i18n-context.tsx";
import { useNonce } from "./kit/nonce-context.tsx";
import { NameNoticesProvider } from "./kit/noticed-name.tsx";
import { isStaticPage, LeaveRouter, usePageScripts } from "./kit/static-page.tsx";
import { usePageFocus } from "./kit/use-page-focus.ts";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

/** Headers of an error page, such as when to try again. */
export const headers: HeadersFunction = ({ errorHeaders }) => errorHeaders ?? {};

/** The default title, for example of an error page. */
export const meta: MetaFunction = () => [{ title: "Truetonne" }];

export const loader = ({ request }: LoaderFunctionArgs) => ({ locale: localeOf(request) });

export function Layout({ children }: { children: ReactNode }) {
  const locale: Locale = useRouteLoaderData<typeof loader>("root")?.locale ?? "en";
  const nonce = useNonce();
  const scripts = usePageScripts();
  const isStatic = useMatches().some(isStaticPage);
  const isWhole = isStatic && scripts.verify !== null;
  return (
    <html lang={languageTag(locale)} dir={languageOf(locale).direction === "rtl" ? "rtl" : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        <I18nProvider locale={locale} messages={translator(locale)}>
          <NameNoticesProvider value={noticeName}>{children}</NameNoticesProvider>
        </I18nProvider>
        {isStatic && <LeaveRouter />}
        {!isWhole && <ScrollRestoration nonce={nonce} />}
        {!isWhole && <Scripts nonce={nonce} />}
      </body>
    </html>
  );
}

export default function Root() {
  usePageFocus();
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
