/** The one way in which a part of a workbook is read: streaming, well-formed or refused, without any entity of its own. */
import { SaxesParser } from "saxes";
import { WorkbookError } from "./workbook-error.ts";
import type { ZipArchive } from "./zip-archive.ts";

export type XmlAttributes = Readonly<Record<string, string>>;

/** Names come without their prefix. */
export interface XmlHandlers {
  open?: (name: string, attributes: XmlAttributes) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

/** No part of a workbook nests deeper than a few elements. */
const DEEPEST = 64;

/**
 * Reads one part.
 * @throws WorkbookError `workbook_damaged` where it is no well-formed UTF-8 XML, `workbook_dtd` where it declares a
 *   document type (and with it entities, which would expand)
 */
export function readXml(archive: ZipArchive, part: string, handlers: XmlHandlers): void {
  for (const _ of stepXml(archive, part, handlers)) {
    // Each step calls the handlers.
  }
}

/** The same piece by piece, for who hands on what has come so far. @throws WorkbookError */
export function* stepXml(archive: ZipArchive, part: string, handlers: XmlHandlers): Generator<void> {
  const parser = new SaxesParser();
  let depth = 0;
  parser.on("error", () => {
    throw new WorkbookError("workbook_damaged", { part, line: parser.line });
  });
  parser.on("doctype", () => {
    throw new WorkbookError("workbook_dtd", { part });
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth += 1;
    if (depth > DEEPEST) throw new WorkbookError("workbook_damaged", { part, line: parser.line });
    handlers.open?.(localName(name), attributes as Record<string, string>);
  });
  parser.on("closetag", ({ name }) => {
    depth -= 1;
    handlers.close?.(localName(name));
  });
  if (handlers.text !== undefined) {
    parser.on("text", handlers.text);
    parser.on("cdata", handlers.text);
  }
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new WorkbookError("workbook_damaged", { part });
    }
  };
  for (const chunk of archive.pieces(part)) {
    parser.write(decode(chunk));
    yield;
  }
  parser.write(decode());
  parser.close();
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
