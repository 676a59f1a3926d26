import type { ContentLanguage } from "#app/encoding/language.ts";

/** Texts that the operator of an installation writes. */
export const LEGAL_KINDS = ["terms", "privacy", "imprint"] as const;
export type LegalKind = (typeof LEGAL_KINDS)[number];

export interface LegalBlock {
  kind: "heading" | "paragraph" | "item";
  text: string;
}

/** A text in both languages, with the version that people agree to. */
export interface LegalText {
  version: string;
  blocks: Record<ContentLanguage, LegalBlock[]>;
}

export interface LegalFile {
  /** Its path, for errors. */
  file: string;
  content: string;
}

const VERSION = /^Version: (\S.{0,39})$/;

/** @throws Error with the file and what is wrong */
export function readLegalText(files: Record<ContentLanguage, LegalFile>): LegalText {
  const [en, zh] = [readOne(files.en), readOne(files.zh)];
  if (en.version !== zh.version) {
    throw new Error(`${files.zh.file}: has version ${zh.version}, but ${files.en.file} has ${en.version}`);
  }
  return { version: en.version, blocks: { en: en.blocks, zh: zh.blocks } };
}

/** Lines that begin with `# ` are headings, and with `- ` items of a list. A blank line ends a paragraph. */
function readOne({ file, content }: LegalFile): { version: string; blocks: LegalBlock[] } {
  const [first = "", ...rest] = content.replace(/^\uFEFF/, "").split(/\r?\n/);
  const version = VERSION.exec(first.trim())?.[1];
  if (!version) throw new Error(`${file}: the first line must be its version, such as "Version: 2026-12-01"`);
  const blocks: LegalBlock[] = [];
  let isOpen = false;
  for (const line of rest.map((one) => one.trim())) {
    const last = blocks.at(-1);
    if (line.startsWith("# ")) blocks.push({ kind: "heading", text: line.slice(2).trim() });
    else if (line.startsWith("- ")) blocks.push({ kind: "item", text: line.slice(2).trim() });
    else if (line !== "" && isOpen && last) last.text += ` ${line}`;
    else if (line !== "") blocks.push({ kind: "paragraph", text: line });
    isOpen = line !== "" && !line.startsWith("# ");
  }
  if (blocks.length === 0) throw new Error(`${file}: has no text`);
  return { version, blocks };
}
