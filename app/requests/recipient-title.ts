import type { MetaFunction } from "@remix-run/node";
import { type Locale, translator } from "#app/i18n/index.ts";

/** One title for all pages behind a link, so that a browser tab does not reveal the organization. */
export const recipientTitle: MetaFunction = ({ data }) => {
  const locale = (data as { locale?: Locale } | undefined)?.locale ?? "en";
  const { common, dataRequest } = translator(locale);
  return [{ title: `${dataRequest.recipient.pageTitle} · ${common.productName}` }];
};
