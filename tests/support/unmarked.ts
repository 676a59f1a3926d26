import { PSEUDO } from "#app/i18n/locale.ts";
import { isPseudoWord } from "#app/i18n/pseudo.ts";

/** Attributes that readers see or hear. */
const SPOKEN = new Set(["title", "aria-label", "aria-description", "alt", "placeholder", "label"]);
/** Elements whose content is not a sentence: scripts, and codes to type or send. */
const SILENT = new Set(["script", "style", "code", "kbd", "pre", "textarea"]);
const VOID = new Set(["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"]);

/** A text that readers of a page see or hear. */
export interface ShownText {
  /** The element and, where it is one, the attribute. */
  at: string;
  text: string;
}

/**
 * The texts of a page's HTML: each node, and each attribute that is read aloud. Content is left out: elements marked as
 * not to be translated, or as in another language.
 */
export function textsOf(html: string): ShownText[] {
  const found: ShownText[] = [];
  const open: { name: string; isSilent: boolean }[] = [];
  const token = /<!--[\s\S]*?-->|<!doctype[^>]*>|<(\/?)([a-zA-Z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|([^<]+)/gi;
  for (const [, close, tag, attributes = "", text] of html.matchAll(token)) {
    const name = tag?.toLowerCase();
    if (text !== undefined) {
      if (!open.at(-1)?.isSilent) found.push({ at: open.at(-1)?.name ?? "", text: decode(text) });
    } else if (name && close) {
      const last = open.findLastIndex((one) => one.name === name);
      if (last >= 0) open.length = last;
    } else if (name) {
      const given = readAttributes(attributes);
      const isOut = open.at(-1)?.isSilent === true || given.get("translate") === "no";
      if (!isOut) found.push(...spokenOf(name, given));
      const isSilent = isOut || SILENT.has(name) || (given.get("lang") ?? PSEUDO) !== PSEUDO;
      if (!VOID.has(name) && !attributes.endsWith("/")) open.push({ name, isSilent });
    }
  }
  return found.filter(({ text }) => /\p{L}/u.test(text));
}

function spokenOf(name: string, given: Map<string, string>): ShownText[] {
  const texts = [...given].filter(([attribute]) => SPOKEN.has(attribute));
  const isButton = name === "input" && /^(?:submit|button|reset)$/.test(given.get("type") ?? "");
  if (isButton && given.has("value")) texts.push(["value", given.get("value")!]);
  if (name === "meta" && given.get("name") === "description") texts.push(["content", given.get("content") ?? ""]);
  return texts.map(([attribute, text]) => ({ at: `${name} ${attribute}`, text }));
}

function readAttributes(text: string): Map<string, string> {
  const pairs = text.matchAll(/([^\s=/"']+)(?:="([^"]*)"|='([^']*)')?/g);
  return new Map([...pairs].map(([, name, a, b]) => [name!.toLowerCase(), decode(a ?? b ?? "")]));
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };

function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex || decimal) return String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal));
    return NAMED[name] ?? whole;
  });
}

/** Texts that are not messages: stored texts (`dataTexts`), and spellings. */
export interface Data {
  texts: ReadonlySet<string>;
  forms: readonly RegExp[];
}

/** Stored texts, whole and in the parts that pages join in other ways. */
export function dataTexts(kept: Iterable<string>): Set<string> {
  return new Set([...kept].flatMap((text) => [text, ...text.split(" · ")].map(bare)));
}

/** The words of a text that no message contains: without accents, and not data. */
export function unmarkedIn(text: string, { texts, forms }: Data): string[] {
  if (texts.has(bare(text))) return [];
  let rest = text;
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, BREAK);
  }
  for (const form of forms) rest = rest.replace(form, BREAK);
  // Part of a message with an element inside: its own words are accented.
  rest = rest.replace(/\p{L}+/gu, (word) => (isPseudoWord(word) ? BREAK : word));
  const parts = rest.split(/\n|[⟦⟧]|\s·\s/).filter((part) => !texts.has(bare(part)));
  return parts.flatMap((part) => part.match(/\p{L}{2,}/gu) ?? []);
}

const BREAK = "\n";

/** A text without the punctuation and number that join it to others, and with plain spaces. */
function bare(text: string): string {
  return text.replace(/^[\s\p{P}\d]+|[\s\p{P}]+$/gu, "").replace(/\s+/gu, " ");
}
