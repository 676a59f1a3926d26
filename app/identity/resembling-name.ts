import { skeletonOf } from "#app/encoding/text/name-letters.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { KNOWN_BODIES, type KnownBody } from "./known-body.ts";

/** Legal forms at the end of a name, which distinguish no issuer from another. */
const FORMS =
  "ltd limited co company inc incorporated corp corporation llc llp plc gmbh ag kg mbh sa sas sarl srl spa bv nv oy ab as pte pty group holding holdings international";
const HAN_FORMS = ["有限责任公司", "股份有限公司", "有限公司", "有限責任公司", "集团", "集團", "公司"];

/** A text as it looks in either case: without accents and look-alike letters. A capital I looks like a small l. */
function appearanceOf(text: string): string {
  const plain = skeletonOf(normalText(text, "NFKC").replace(/[’'`´]/gu, ""));
  return normalText(plain, "NFD").replace(/\p{M}/gu, "").replaceAll("i", "l");
}

/** The words of a name as they look. */
function wordsOf(name: string): string[] {
  return appearanceOf(name)
    .split(/[^\p{L}\p{N}]/u)
    .filter((word) => word !== "");
}

const FORM_WORDS: ReadonlySet<string> = new Set(wordsOf(FORMS));

/** What is left of a name without case, accents, spaces, punctuation, look-alike letters and its legal form. */
export function nameCore(name: string): string {
  const words = wordsOf(name);
  while (words.length > 1 && FORM_WORDS.has(words.at(-1)!)) words.pop();
  let core = words.join("");
  for (;;) {
    const form = HAN_FORMS.find((one) => core.endsWith(one) && core.length > one.length);
    if (form === undefined) break;
    core = core.slice(0, -form.length);
  }
  return core || normalText(name, "NFKC").trim();
}

const BODIES = KNOWN_BODIES.map((body) => ({
  body,
  words: (body.words ?? []).map((one) => wordsOf(one).join("")),
  capitals: body.capitals ?? [],
}));

/** The known body that a name resembles, by whole words. */
export function findKnownBody(name: string): KnownBody | null {
  const runs = runsOf(wordsOf(name));
  const written = normalText(name, "NFKC").split(/[^\p{L}\p{N}]/u);
  const han = normalText(name, "NFKC").replace(/[^\p{Script=Han}]/gu, "");
  const core = nameCore(name);
  const found = BODIES.find(
    ({ body, words, capitals }) =>
      words.some((one) => runs.has(one)) ||
      capitals.some((one) => core === appearanceOf(one) || written.some((word) => isInCapitals(word, one))) ||
      (body.han ?? []).some((one) => han.includes(one)),
  );
  return found?.body ?? null;
}

/** More words than the longest name of the list has letters. */
const LONGEST_RUN = 40;

/** Each run of whole words, written together: `S G S`, `S.G.S.` and `SG S` all contain `sgs`. */
function runsOf(words: readonly string[]): Set<string> {
  const runs = new Set<string>();
  for (let from = 0; from < words.length; from += 1) {
    let run = "";
    for (let at = from; at < words.length && at - from < LONGEST_RUN; at += 1) {
      run += words[at];
      runs.add(run);
    }
  }
  return runs;
}

/** Whether a word looks like an abbreviation in capitals. A small l looks like a capital I. */
function isInCapitals(word: string, abbreviation: string): boolean {
  const letters = [...word];
  const expected = [...abbreviation];
  return (
    letters.length === expected.length &&
    letters.every(
      (letter, at) =>
        appearanceOf(letter) === appearanceOf(expected[at]!) &&
        (!/\p{Ll}/u.test(letter) || (letter === "l" && expected[at] === "I")),
    )
  );
}
