/**
 * Extracts elements of one kind from a stream of text and reads them faster than a parser: the rows of a sheet and the
 * shared texts. Everything else goes to the parser, including such elements that are not in plain form. So the results
 * and errors are exactly the same, only faster.
 */
export interface Skim {
  /** The element whose children are extracted. */
  within: string;
  element: string;
  /**
   * Reads the `<element …>…</element>` at a position. The text contains an end tag after it. @returns where it ends, or
   * -1 without any effect if it is not in plain form
   */
  take(xml: string, from: number): number;
}

/** What a skimmer needs from the parser that it feeds. */
export interface SkimmedParser {
  write(text: string): void;
  /** Whether the innermost open element is the one whose children are extracted. */
  isInside(): boolean;
  /** How many of these elements the parser has closed there. */
  closed(): number;
}

/** Longer elements go to the parser. */
const LONGEST_ELEMENT = 1024 * 1024;

export class Skimmer {
  private readonly skim: Skim;
  private readonly parser: SkimmedParser;
  private state: "before" | "inside" | "off" = "before";
  /** Text that is not passed on yet: an incomplete tag or element. */
  private rest = "";

  constructor(skim: Skim, parser: SkimmedParser) {
    this.skim = skim;
    this.parser = parser;
  }

  write(piece: string): void {
    const text = this.rest + piece;
    this.rest = "";
    const at = this.state === "before" ? this.lookForStart(text) : 0;
    if (this.state === "inside") this.takeElements(text, at);
    else if (this.state === "off") this.parser.write(text.slice(at));
  }

  /** Passes on the waiting text at the end. */
  end(): void {
    this.parser.write(this.rest);
    this.rest = "";
  }

  /** Passes on everything up to the start tag. @returns where the content begins */
  private lookForStart(text: string): number {
    const tag = `<${this.skim.within}`;
    let at = 0;
    for (;;) {
      const start = text.indexOf(tag, at);
      const end = start < 0 ? -1 : text.indexOf(">", start);
      if (end < 0) {
        const kept = start < 0 ? Math.max(at, text.length - tag.length) : start;
        if (text.length - kept > LONGEST_ELEMENT) this.state = "off";
        else this.rest = text.slice(kept);
        this.parser.write(text.slice(at, this.state === "off" ? text.length : kept));
        return text.length;
      }
      this.parser.write(text.slice(at, end + 1));
      at = end + 1;
      // Inside a comment it is not a start tag.
      if (!this.parser.isInside()) continue;
      this.state = "inside";
      return at;
    }
  }

  private takeElements(text: string, from: number): void {
    const { element } = this.skim;
    const [open, close] = [`<${element}`, `</${element}>`];
    // Everything that begins before it is complete.
    const lastClose = text.lastIndexOf(close);
    let at = from;
    for (;;) {
      while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
      if (text.length - at <= open.length) break;
      if (!text.startsWith(open, at) || !endsName(text.charCodeAt(at + open.length))) {
        this.state = "off";
        this.parser.write(text.slice(at));
        return;
      }
      const taken = at < lastClose ? this.skim.take(text, at) : -1;
      if (taken >= 0) {
        at = taken;
        continue;
      }
      const end = endOfElement(text, at, close);
      if (end < 0) break;
      const start = at;
      at = end;
      if (this.isReadByParser(text.slice(start, end))) continue;
      this.state = "off";
      this.parser.write(text.slice(at));
      return;
    }
    if (text.length - at > LONGEST_ELEMENT) {
      this.state = "off";
      this.parser.write(text.slice(at));
    } else this.rest = text.slice(at);
  }

  /** Whether the parser sees one closed element in it. An end tag inside a comment or a value does not count. */
  private isReadByParser(xml: string): boolean {
    const closed = this.parser.closed();
    this.parser.write(xml);
    return this.parser.closed() === closed + 1 && this.parser.isInside();
  }
}

/** The index after an element that begins at `at`, or -1 if it is incomplete. */
function endOfElement(text: string, at: number, close: string): number {
  const tagEnd = text.indexOf(">", at);
  if (tagEnd < 0) return -1;
  if (text[tagEnd - 1] === "/") return tagEnd + 1;
  const end = text.indexOf(close, tagEnd);
  return end < 0 ? -1 : end + close.length;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** Whether a character can follow the name in a start tag. */
function endsName(code: number): boolean {
  return isSpace(code) || code === 0x3e || code === 0x2f;
}
