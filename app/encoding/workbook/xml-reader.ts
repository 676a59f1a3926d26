/** Reads any part of a workbook: as a stream, well-formed or refused, without custom entities. */
import { Buffer, isAscii } from "node:buffer";
import { SaxesParser } from "saxes";
import { type Skim, Skimmer } from "./skim-xml.ts";
import { WorkbookError } from "./workbook-error.ts";
import type { ZipArchive } from "./zip-archive.ts";

export type XmlAttributes = Readonly<Record<string, string>>;

/** Names without their prefix. */
export interface XmlHandlers {
  open?: (name: string, attributes: XmlAttributes) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
  /** Elements that are very frequent. Plain ones are read here, others by the handlers above. */
  skim?: Skim;
}

/** Parts of a workbook nest only a few elements deep. */
const DEEPEST = 64;

/**
 * Reads one part.
 * @throws WorkbookError `workbook_damaged` if it is not well-formed UTF-8 XML, `workbook_dtd` if it declares a document
 * type (with entities that would expand)
 */
export function readXml(archive: ZipArchive, part: string, handlers: XmlHandlers): void {
  for (const _ of stepXml(archive, part, handlers)) {
    // Each step calls the handlers.
  }
}

/** The same in pieces, for callers who pass on what was read so far. @throws WorkbookError */
export function* stepXml(archive: ZipArchive, part: string, handlers: XmlHandlers): Generator<void> {
  const reading = new XmlReading(part, handlers);
  const skimmer = handlers.skim ? new Skimmer(handlers.skim, reading) : null;
  const target = skimmer ?? reading;
  const decode = decoderOf(part);
  for (const chunk of archive.pieces(part)) {
    target.write(decode(chunk));
    yield;
  }
  target.write(decode());
  skimmer?.end();
  reading.close();
}

function decoderOf(part: string): (chunk?: Uint8Array) => string {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let isBetween = true;
  return (chunk) => {
    // The sheets of most programs contain only ASCII.
    if (isBetween && chunk !== undefined && isAscii(chunk)) return asBuffer(chunk).toString("latin1");
    isBetween = false;
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new WorkbookError("workbook_damaged", { part });
    }
  };
}

/** The same bytes, not a copy. */
export function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** A parser with its handlers and state. */
class XmlReading {
  private readonly parser = new SaxesParser();
  private readonly within: string | null;
  private readonly element: string | null;
  private depth = 0;
  /** Depth of the element whose children are extracted, 0 outside of it. */
  private withinDepth = 0;
  private closedCount = 0;

  constructor(part: string, handlers: XmlHandlers) {
    this.within = handlers.skim?.within ?? null;
    this.element = handlers.skim?.element ?? null;
    const { parser } = this;
    const damaged = () => new WorkbookError("workbook_damaged", { part, line: parser.line });
    parser.on("error", () => {
      throw damaged();
    });
    parser.on("doctype", () => {
      throw new WorkbookError("workbook_dtd", { part });
    });
    parser.on("opentag", ({ name, attributes }) => {
      this.depth += 1;
      if (this.depth > DEEPEST) throw damaged();
      const local = localName(name);
      if (this.withinDepth === 0 && local === this.within) this.withinDepth = this.depth;
      handlers.open?.(local, attributes as Record<string, string>);
    });
    parser.on("closetag", ({ name }) => {
      const local = localName(name);
      if (this.depth === this.withinDepth + 1 && local === this.element) this.closedCount += 1;
      if (this.depth === this.withinDepth) this.withinDepth = 0;
      this.depth -= 1;
      handlers.close?.(local);
    });
    if (handlers.text !== undefined) {
      parser.on("text", handlers.text);
      parser.on("cdata", handlers.text);
    }
  }

  write(text: string): void {
    this.parser.write(text);
  }

  close(): void {
    this.parser.close();
  }

  isInside(): boolean {
    return this.withinDepth > 0 && this.depth === this.withinDepth;
  }

  closed(): number {
    return this.closedCount;
  }
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
