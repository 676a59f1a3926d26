import type { MetaFunction } from "@remix-run/node";
import { type Locale, translator } from "#app/i18n/index.ts";

/** One title for every page behind a link: the tab of a browser tells nobody whose figures these are. */
export const recipientTitle: MetaFunction = ({ data }) => {
  const locale = (data as { locale?: Locale } | undefined)?.locale ?? "en";
  const { common, dataRequest } = translator(locale);
  return [{ title: `${dataRequest.recipient.pageTitle} · ${common.productName}` }];
};
