import { keepSetting } from "#app/setting/setting.server.ts";
import { QuoteDraftSetting } from "./quote-action.ts";
import type { QuoteContent } from "./quote-content.ts";

interface Draft {
  /** The number of the quote, for the audit trail. */
  number: string;
  /** Null once the quote was sent. */
  content: QuoteContent | null;
}

export const keptQuoteDraft = keepSetting(QuoteDraftSetting, {
  toRow: ({ content }: Draft) => ({ content: content && JSON.stringify(content) }),
  fromRow: (row): Draft => ({ number: "", content: row.content as QuoteContent | null }),
  initial: null,
  facts: ({ content }) => content ?? {},
  entry: ({ number, content }) => ({ after: { number, ...content } }),
});
