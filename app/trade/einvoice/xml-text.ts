import { escapeXml } from "#app/press/layout/xmp.ts";

/** An element of XML: its name, its attributes, and either its text or its children. Null children are left out. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  content: string | XmlElement[];
}

type Child = XmlElement | null;

export function element(name: string, content: string | (Child | Child[])[], attributes: Record<string, string> = {}) {
  const children =
    typeof content === "string" ? content : content.flat().filter((one): one is XmlElement => one !== null);
  return { name, attributes, content: children } satisfies XmlElement;
}

/** An element, or null if its text is empty. EN 16931 refuses empty elements. */
export function filled(name: string, text: string | null, attributes: Record<string, string> = {}): Child {
  return text === null || text === "" ? null : element(name, text, attributes);
}

/** A document in UTF-8 with two spaces for each level. */
export function printXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${printElement(root, "")}`;
}

function printElement({ name, attributes, content }: XmlElement, indent: string): string {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const open = `${indent}<${name}${words.join("")}>`;
  if (typeof content === "string") return `${open}${escapeXml(content)}</${name}>\n`;
  return `${open}\n${content.map((child) => printElement(child, `${indent}  `)).join("")}${indent}</${name}>\n`;
}
