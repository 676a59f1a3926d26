/** Accented letters that look like English ones. */
const ACCENTED: Record<string, string> = Object.fromEntries(
  [..."AÀBƁCĆDĎEÉFƑGĜHĤIÎJĴKĶLĹMḾNŃOÔPṔQǪRŔSŜTŤUÛVṼWŴXẊYÝZŹaàbƀcćdďeéfƒgĝhĥiîjĵkķlĺmḿnńoôpṕqǫrŕsŝtťuûvṽwŵxẋyýzź"]
    .join("")
    .match(/../gu)!
    .map((pair) => [...pair] as [string, string]),
);

const OWN_LETTERS = new Set(Object.values(ACCENTED));

/** Whether all letters of a word are from the test language. */
export function isPseudoWord(word: string): boolean {
  return [...word].every((letter) => OWN_LETTERS.has(letter));
}

/** Messages in the test language: between marks and with accented letters. Inserted values stay unchanged. */
export function pseudoWords<T>(words: T): T {
  if (typeof words === "string") return pseudoText(words) as T;
  if (typeof words === "function") {
    const say = words as unknown as (...given: unknown[]) => unknown;
    return ((...given: unknown[]) => {
      const said = say(...given);
      return typeof said === "string" ? pseudoText(said, textsIn(given)) : pseudoWords(said);
    }) as T;
  }
  if (words === null || typeof words !== "object") return words;
  if (Array.isArray(words)) return words.map((one) => pseudoWords(one)) as T;
  return Object.fromEntries(Object.entries(words).map(([key, one]) => [key, pseudoWords(one)])) as T;
}

/** `⟦Ŝàṽé 3 ŕéćôŕďŝ⟧`. A text without letters stays unchanged. */
export function pseudoText(text: string, kept: readonly string[] = []): string {
  let rest = text;
  let made = "";
  while (rest !== "") {
    const next = kept
      .map((value) => ({ value, at: rest.indexOf(value) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.value.length - a.value.length)[0];
    const end = next?.at ?? rest.length;
    made += accent(rest.slice(0, end)) + (next?.value ?? "");
    rest = rest.slice(end + (next?.value.length ?? 0));
  }
  return /\p{L}/u.test(made) ? `⟦${made}⟧` : made;
}

function accent(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => ACCENTED[letter]!);
}

/** Texts that were passed to a message, at any depth. Single letters are omitted because any word contains them. */
function textsIn(given: unknown): string[] {
  if (typeof given === "string") return given.length > 1 ? [given] : [];
  if (given === null || typeof given !== "object") return [];
  return Object.values(given).flatMap(textsIn);
}
