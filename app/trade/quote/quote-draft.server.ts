import { keepSetting } from "#app/setting/setting.server.ts";
import { QuoteDraftSetting } from "./quote-action.ts";
import type { QuoteContent } from "./quote-content.ts";

interface Draft {
  /** Of the quote, as the audit trail tells it. */
  number: string;
  /** Null from when the quote was sent. */
  content: QuoteContent | null;
}

/** What is still written of a quote. */
export const keptQuoteDraft = keepSetting(QuoteDraftSetting, {
  toRow: ({ content }: Draft) => ({ content: content && JSON.stringify(content) }),
  fromRow: (row): Draft => ({ number: "", content: row.content as QuoteContent | null }),
  initial: null,
  facts: ({ content }) => content ?? {},
  entry: ({ number, content }) => ({ after: { number, ...content } }),
});
