import { SaxesParser } from "saxes";
import { BillError, MOST } from "#app/bill/bill-error.ts";

/** Names without prefix. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  /** The text directly inside, without the children's. */
  text: string;
}

const DEEPEST = 64;

/**
 * Reads a whole XML document in memory, within bounds. UTF-8, or the Chinese encoding that it declares.
 * @throws BillError `damaged`, `document_type` (no entities are expanded), `too_large`
 */
export function readXml(bytes: Uint8Array): XmlElement {
  const parser = new SaxesParser();
  const open: XmlElement[] = [];
  let root: XmlElement | null = null;
  let count = 0;
  parser.on("error", () => {
    throw new BillError("damaged");
  });
  parser.on("doctype", () => {
    throw new BillError("document_type");
  });
  parser.on("opentag", ({ name, attributes }) => {
    count += 1;
    if (count > MOST.elements) throw new BillError("too_large");
    if (open.length >= DEEPEST) throw new BillError("damaged");
    const element = { name: localName(name), attributes: attributes as Record<string, string>, children: [], text: "" };
    if (open.length === 0) root ??= element;
    else open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => {
    open.pop();
  });
  const addText = (text: string) => {
    if (open.length > 0) open.at(-1)!.text += text;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(decode(bytes)).close();
  if (!root) throw new BillError("damaged");
  return root;
}

function decode(bytes: Uint8Array): string {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const declared = /^<\?xml[^>]*?encoding=["'](gbk|gb2312|gb18030)["']/i.exec(start)?.[1];
  try {
    return new TextDecoder(declared ? "gb18030" : "utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new BillError("damaged");
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

export function childOf(element: XmlElement | null, name: string): XmlElement | null {
  return element?.children.find((child) => child.name === name) ?? null;
}

export function childrenOf(element: XmlElement | null, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** All elements of a name, at any depth, in the order of the document. */
export function* descendants(element: XmlElement, name: string): Generator<XmlElement> {
  for (const child of element.children) {
    if (child.name === name) yield child;
    yield* descendants(child, name);
  }
}
