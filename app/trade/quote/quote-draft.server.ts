import { keepSetting } from "#app/setting/setting.server.ts";
import { QuoteDraftSetting } from "./quote-action.ts";
import type { QuoteContent } from "./quote-content.ts";
import { EMPTY_WORK } from "./quote-work.ts";

interface Draft {
  /** The number of the quote, for the audit trail. */
  number: string;
  /** Null once the quote was sent. */
  content: QuoteContent | null;
}

export const keptQuoteDraft = keepSetting(QuoteDraftSetting, {
  toRow: ({ content }: Draft) => ({ content: content && JSON.stringify(content) }),
  // Drafts saved before quotes had a work.
  fromRow: ({ content }): Draft => ({
    number: "",
    content: content && { ...(content as QuoteContent), work: { ...EMPTY_WORK, ...(content as QuoteContent).work } },
  }),
  initial: null,
  facts: ({ content }) => content ?? {},
  entry: ({ number, content }) => ({ after: { number, ...content } }),
});
