import type { Messages } from "#app/i18n/index.ts";

/** The message for an error of an entry or file, with units and dimensions named in the reader's language. */
export function faultText(
  messages: Messages,
  { code, facts }: { code: string; facts: Record<string, string> },
): string {
  const { activity, carbon, common } = messages;
  const dimensions = carbon.dimension as Record<string, string>;
  const named = { ...facts };
  for (const key of ["from", "to"]) if (facts[key]) named[key] = unitText(messages, facts[key]);
  for (const key of ["fromDimension", "toDimension"]) {
    if (facts[key]) named[key] = dimensions[facts[key]] ?? facts[key];
  }
  if (facts.candidates) {
    named.candidates = common.listed(facts.candidates.split(", ").map((unit) => unitText(messages, unit)));
  }
  return activity.describeFault(code, named);
}

/** The symbol of a unit code. Other texts, such as 万千瓦时, stay as typed. */
export function unitText({ carbon }: Pick<Messages, "carbon">, text: string): string {
  return Object.hasOwn(carbon.unit, text) ? (carbon.unit as Record<string, string>)[text]! : text;
}
