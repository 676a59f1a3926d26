/** The supported content codings, the better one first (RFC 9110 §8.4.1, RFC 7932). */
const CODINGS = ["br", "gzip"] as const;
export type Coding = (typeof CODINGS)[number];

/**
 * Content types that compress well: text for people and programs. Images, fonts and archives are compressed already.
 */
const PACKS_WELL = /^(?:text\/|image\/svg\b|application\/(?:[\w.-]+\+)?(?:json|jsonl|xml|javascript)\b)/;

export function packsWell(type: string | null): boolean {
  return type !== null && PACKS_WELL.test(type);
}

/** @param accepted the header `Accept-Encoding` as it was sent @returns null if the client accepts no coding */
export function codingFor(accepted: string | null | undefined): Coding | null {
  if (!accepted) return null;
  const taken = accepted.split(",").flatMap((one) => {
    const [name = "", weight = ""] = one.split(";").map((part) => part.trim().toLowerCase());
    return /^q=0(?:\.0{0,3})?$/.test(weight) ? [] : [name];
  });
  return CODINGS.find((coding) => taken.includes(coding)) ?? null;
}

/**
 * Headers of a coded answer. Its bytes differ from those that the tag identifies, so the tag becomes weak (RFC 9110
 * §8.8.1).
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
