/** What both the information dictionary and the XMP packet of a document state; they must agree (PDF/A-3 6.6.2.3). */
export interface DocumentInfo {
  title: string;
  author: string;
  subject: string;
  keywords: string;
  creator: string;
  producer: string;
  /** Creation and modification date of the file and of its attachments. */
  date: Date;
}

/** Text as XML character data. Characters that XML 1.0 cannot carry at all are refused by the faces before this. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** The descriptions that mirror the information dictionary, every value escaped. */
export function describeInfo(info: DocumentInfo): string {
  const date = `${info.date.toISOString().slice(0, 19)}Z`;
  const value = Object.fromEntries(
    Object.entries(info).map(([key, text]) => [key, typeof text === "string" ? escapeXml(text) : ""]),
  );
  return `
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
  <xmp:CreateDate>${date}</xmp:CreateDate>
  <xmp:ModifyDate>${date}</xmp:ModifyDate>
  <xmp:CreatorTool>${value.creator}</xmp:CreatorTool>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${value.title}</rdf:li></rdf:Alt></dc:title>
  <dc:creator><rdf:Seq><rdf:li>${value.author}</rdf:li></rdf:Seq></dc:creator>
  <dc:description><rdf:Alt><rdf:li xml:lang="x-default">${value.subject}</rdf:li></rdf:Alt></dc:description>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
  <pdf:Producer>${value.producer}</pdf:Producer>
  <pdf:Keywords>${value.keywords}</pdf:Keywords>
</rdf:Description>`;
}

/** Properties of a namespace that PDF/A does not define, so that a file must describe them (ISO 19005-3, 6.6.2.3). */
export interface XmpSchema {
  name: string;
  namespace: string;
  prefix: string;
  properties: { name: string; value: string; description: string }[];
}

/**
 * PDF/UA-1 identification (ISO 14289-1 clause 5), the properties of further schemas, and the extension schemas of all of
 * them. PDF/A allows one list of extension schemas in a file (rule 6.6.2.3.1).
 */
export function describeSchemas(further: readonly XmpSchema[]): string {
  return `${PDF_UA}${further.map(describeProperties).join("")}${EXTENSIONS}${further.map(describeExtension).join("")}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;
}

function describeProperties({ namespace, prefix, properties }: XmpSchema): string {
  const lines = properties.map(({ name, value }) => `  <${prefix}:${name}>${escapeXml(value)}</${prefix}:${name}>\n`);
  return `<rdf:Description rdf:about="" xmlns:${prefix}="${escapeXml(namespace)}">\n${lines.join("")}</rdf:Description>\n`;
}

function describeExtension({ name, namespace, prefix, properties }: XmpSchema): string {
  const described = properties.map(
    (property) => `<rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>${property.name}</pdfaProperty:name>
      <pdfaProperty:valueType>Text</pdfaProperty:valueType>
      <pdfaProperty:category>external</pdfaProperty:category>
      <pdfaProperty:description>${escapeXml(property.description)}</pdfaProperty:description>
    </rdf:li>`,
  );
  return `<rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>${escapeXml(name)}</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>${escapeXml(namespace)}</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>${prefix}</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq>${described.join("")}</rdf:Seq></pdfaSchema:property>
  </rdf:li>`;
}

const PDF_UA = `
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
`;

const EXTENSIONS = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li>`;
