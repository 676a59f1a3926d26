import { isDate } from "#app/day/period.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { LOCALES, translator } from "#app/i18n/index.ts";
import { NO_TRAIL_FILTER, type TrailFilter } from "#app/trail/filter.ts";

const ID = /^[A-Za-z0-9:_-]{1,200}$/;
const CODE = /^[a-z_]{1,40}(\.[a-z_]{1,40})?$/;
const SOURCES: NonNullable<TrailFilter["source"]>[] = ["page", "import", "api", "link", "job", "command_line"];
/** Longer searches are ignored. */
const MOST_WORDS = 8;

/** The filter in the address and the form. Invalid values are ignored. */
export interface TrailSearch {
  words: string;
  from: string;
  to: string;
  person: string;
  action: string;
  subject: string;
  source: string;
  about: string;
  before: number | null;
  after: number | null;
  /** The number of the open entry. */
  open: number | null;
}

export function searchOf(search: URLSearchParams): TrailSearch {
  const take = (name: string, fits: (text: string) => boolean) => {
    const text = (search.get(name) ?? "").trim();
    return fits(text) ? text : "";
  };
  const number = (name: string) => Number(take(name, (text) => /^[0-9]{1,15}$/.test(text)) || Number.NaN);
  const place = (name: string) => (Number.isNaN(number(name)) ? null : number(name));
  return {
    words: normalText(search.get("q") ?? "", "NFC")
      .trim()
      .slice(0, 200),
    from: take("from", isDate),
    to: take("to", isDate),
    person: take("person", (text) => ID.test(text)),
    action: take("action", (text) => CODE.test(text)),
    subject: take("subject", (text) => CODE.test(text)),
    source: take("source", (text) => SOURCES.some((one) => one === text)),
    about: take("about", (text) => UUID.test(text) || /^own-[0-9a-f]{12}$/.test(text)),
    before: place("before"),
    after: place("after"),
    open: place("open"),
  };
}

export function filterOf(search: TrailSearch): TrailFilter {
  const words = search.words.split(/\s+/).filter((word) => word !== "");
  return {
    ...NO_TRAIL_FILTER,
    start: search.from || null,
    end: search.to || null,
    person: search.person || null,
    action: search.action || null,
    subject: search.subject || null,
    source: (search.source || null) as TrailFilter["source"],
    about: search.about || null,
    words: words.slice(0, MOST_WORDS).map((text) => ({ text, actions: actsThatSay(text) })),
  };
}

export function isNarrowed(filter: TrailFilter): boolean {
  return JSON.stringify(filter) !== JSON.stringify(NO_TRAIL_FILTER);
}

/** Actions whose text contains the word in either language. */
function actsThatSay(word: string): string[] {
  const wanted = word.toLowerCase();
  return Object.keys(translator("en").auditTrail.acts).filter((act) =>
    LOCALES.some((locale) => {
      const acts: Record<string, (about: string) => string> = translator(locale).auditTrail.acts;
      return acts[act]!("").toLowerCase().includes(wanted);
    }),
  );
}
