import { LOOK_ALIKES } from "./look-alike-letters.ts";
import { foldName } from "./name-match.ts";
import { normalText } from "./normal-text.ts";

/** Scripts in everyday use (UTS #31), as `\p{Script_Extensions}` names them. */
const SCRIPTS = [
  "Latin",
  "Han",
  "Hiragana",
  "Katakana",
  "Hangul",
  "Bopomofo",
  "Cyrillic",
  "Greek",
  "Armenian",
  "Cherokee",
  "Arabic",
  "Bengali",
  "Devanagari",
  "Ethiopic",
  "Georgian",
  "Gujarati",
  "Gurmukhi",
  "Hebrew",
  "Kannada",
  "Khmer",
  "Lao",
  "Malayalam",
  "Myanmar",
  "Oriya",
  "Sinhala",
  "Tamil",
  "Telugu",
  "Thaana",
  "Thai",
  "Tibetan",
] as const;
type Script = (typeof SCRIPTS)[number];

// pattern: our own text, the name of a script; it is tried on one letter at a time.
const PATTERNS = SCRIPTS.map((script) => [script, new RegExp(`\\p{Script_Extensions=${script}}`, "u")] as const);

/** Their letters look Latin, so they never count as usual companions of Latin. */
const LATIN_LIKE: readonly Script[] = ["Cyrillic", "Greek", "Armenian", "Cherokee"];

/** Scripts that are commonly combined in one name: "moderately restrictive" of UTS #39. */
const COMPANIONS: readonly (readonly Script[])[] = [
  ["Latin", "Han", "Hiragana", "Katakana"],
  ["Latin", "Han", "Hangul"],
  ["Latin", "Han", "Bopomofo"],
  ...SCRIPTS.filter((script) => !LATIN_LIKE.includes(script)).map((script): Script[] => ["Latin", script]),
  ...LATIN_LIKE.map((script): Script[] => [script]),
];

/** What a reader can't see in a name: letters of another script, or a name of letters that look Latin. */
export type NameNotice =
  | { kind: "mixed"; script: Script; letters: string[] }
  | { kind: "looks_latin"; script: Script; looksLike: string };

/** The notices about a name. Ordinary names have none, and a notice never blocks a name. */
export function noticeName(name: string): NameNotice[] {
  const letters = lettersOf(name);
  const usual = usualScripts(letters);
  const others = SCRIPTS.filter((script) => !usual.includes(script)).flatMap((script): NameNotice[] => {
    const found = letters.filter(({ scripts }) => scripts[0] === script && !usual.some((one) => scripts.includes(one)));
    return found.length > 0
      ? [{ kind: "mixed", script, letters: [...new Set(found.map(({ letter }) => letter))] }]
      : [];
  });
  const [script] = usual;
  if (others.length > 0 || letters.length === 0 || !script || !LATIN_LIKE.includes(script)) return others;
  const looksLike = [...name].map((letter) => (letter < "\x80" ? letter : imitate(letter))).join("");
  return /^[\p{ASCII}]+$/u.test(looksLike) ? [{ kind: "looks_latin", script, looksLike }] : [];
}

/** The notices about several names, by name. Names without a notice are left out. */
export function noticesByName(names: readonly string[]): Record<string, NameNotice[]> {
  const found = names.map((name) => [name, noticeName(name)] as const);
  return Object.fromEntries(found.filter(([, notices]) => notices.length > 0));
}

/** Whether two different names look the same, ignoring case. */
export function looksLike(name: string, other: string): boolean {
  return foldName(name) !== foldName(other) && skeletonOf(name) === skeletonOf(other);
}

/** The other names that look like one of these, each once. */
export function namesLike(names: readonly string[], others: readonly string[]): string[] {
  const own = names.filter((name) => name !== "");
  return [...new Set(others)].filter((other) => other !== "" && own.some((name) => looksLike(name, other)));
}

interface Letter {
  letter: string;
  scripts: Script[];
}

function lettersOf(name: string): Letter[] {
  return [...normalText(name, "NFKC")]
    .filter((letter) => /\p{L}/u.test(letter))
    .map((letter) => ({ letter, scripts: PATTERNS.filter(([, one]) => one.test(letter)).map(([script]) => script) }))
    .filter(({ scripts }) => scripts.length > 0);
}

/** The combination of scripts that most letters of a name belong to. */
function usualScripts(letters: readonly Letter[]): readonly Script[] {
  const covered = COMPANIONS.map((set) => letters.filter(({ scripts }) => scripts.some((one) => set.includes(one))));
  const most = Math.max(...covered.map(({ length }) => length));
  return COMPANIONS[covered.findIndex(({ length }) => length === most)]!;
}

/** The skeleton of UTS #39 for the letters of the table, ignoring case. Equal for names that look the same. */
export function skeletonOf(name: string): string {
  return foldName(imitate(foldName(imitate(name))));
}

function imitate(name: string): string {
  return [...normalText(normalText(name, "NFKC"), "NFD")].map((letter) => LOOK_ALIKES.get(letter) ?? letter).join("");
}
