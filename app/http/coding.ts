/** The content codings that answers are sent in, the better one first (RFC 9110 §8.4.1, RFC 7932). */
const CODINGS = ["br", "gzip"] as const;
export type Coding = (typeof CODINGS)[number];

/** Types of content that get smaller: texts, of pages and of programs. Pictures, fonts and archives are packed already. */
const PACKS_WELL = /^(?:text\/|image\/svg\b|application\/(?:[\w.-]+\+)?(?:json|jsonl|xml|javascript)\b)/;

export function packsWell(type: string | null): boolean {
  return type !== null && PACKS_WELL.test(type);
}

/** @param accepted the header `Accept-Encoding` as it was sent @returns null where only plain answers are taken */
export function codingFor(accepted: string | null | undefined): Coding | null {
  if (!accepted) return null;
  const taken = accepted.split(",").flatMap((one) => {
    const [name = "", weight = ""] = one.split(";").map((part) => part.trim().toLowerCase());
    return /^q=0(?:\.0{0,3})?$/.test(weight) ? [] : [name];
  });
  return CODINGS.find((coding) => taken.includes(coding)) ?? null;
}

/**
 * Headers of an answer that is sent in a coding. Its bytes are others than those that the tag names, so the tag is weak
 * (RFC 9110 §8.8.1).
 */
export function codedHeaders(plain: Headers, coding: Coding): Headers {
  const headers = new Headers(plain);
  headers.set("Content-Encoding", coding);
  headers.delete("Content-Length");
  headers.append("Vary", "Accept-Encoding");
  const tag = headers.get("etag");
  if (tag?.startsWith('"')) headers.set("ETag", `W/${tag}`);
  return headers;
}
