import { keepSetting } from "#app/setting/setting.server.ts";
import { QuoteDraftSetting } from "./quote-action.ts";
import { EMPTY_LINE, type QuoteContent } from "./quote-content.ts";
import { EMPTY_WORK } from "./quote-work.ts";

interface Draft {
  /** The number of the quote, for the audit trail. */
  number: string;
  /** Null once the quote was sent. */
  content: QuoteContent | null;
}

export const keptQuoteDraft = keepSetting(QuoteDraftSetting, {
  toRow: ({ content }: Draft) => ({ content: content && JSON.stringify(content) }),
  fromRow: ({ content }): Draft => ({ number: "", content: content && complete(content as QuoteContent) }),
  initial: null,
  facts: ({ content }) => content ?? {},
  entry: ({ number, content }) => ({ after: { number, ...content } }),
});

/** Drafts saved before quotes had a work, or options, lack them. */
function complete(content: QuoteContent): QuoteContent {
  return {
    ...content,
    work: { ...EMPTY_WORK, ...content.work },
    lines: content.lines.map((line) => ({ ...EMPTY_LINE, ...line })),
  };
}
